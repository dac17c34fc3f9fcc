"""“Did you mean”: words nobody uses, put right by those that stand in titles.

Vietnamese without marks has few syllables, so a slip of the finger nearly always makes something
that is none of them. Besides slips it knows two habits: Telex left unread by the telephone
("ddooir") and syllables written in one ("khaisinh").
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from django.core.cache import cache

from portal.search import word_index
from portal.search.words import WORD, bare, folded

KEY = "search:vocabulary"
AN_HOUR = 3600  # Seconds; the duty renews it sooner.
SHORTEST = 2  # A syllable of one letter is too little to guess from.
TELEX = [
    (re.compile(r"([aeo])\1"), r"\1"),
    (re.compile("dd"), "d"),
    (re.compile("([aou])w"), r"\1"),
]
TONE = re.compile(r"(?<=[aeiouy])([a-z]{0,2}?)[sfrxj](?=[a-z]{0,2}$)")

Vocabulary = dict[str, int]


def refresh_vocabulary() -> int:
    """Read anew which words stand in titles; how many there are."""
    words = word_index.vocabulary()
    cache.set(KEY, words, 2 * AN_HOUR)
    return len(words)


def suggestion(question: str) -> str:
    """The question with its unknown words put right, without marks; "" where that is no help."""
    known: Vocabulary = cache.get(KEY) or {}
    words = bare(question)
    better = [put_right(word, known) for word in words]
    return " ".join(better) if known and better != words else ""


def put_right(word: str, known: Vocabulary) -> str:
    """The likeliest known word, or two, in place of an unknown one."""
    if word in known or len(word) < SHORTEST or not word.isascii():
        return word
    for guesses in (untelexed(word), slips(word), apart(word)):
        likely = [guess for guess in guesses if all(part in known for part in guess.split())]
        if likely:
            return max(likely, key=lambda guess: min(known[part] for part in guess.split()))
    return word


def untelexed(word: str) -> Iterator[str]:
    """What a telephone would have made of Telex: "chuyeenr" is "chuyen"."""
    for pattern, letter in TELEX:
        word = pattern.sub(letter, word)
    yield word
    yield TONE.sub(r"\1", word)


def slips(word: str) -> Iterator[str]:
    """Everything one slip away: a letter too many, too few, another, or two that changed places."""
    for cut in range(len(word) + 1):
        before, after = word[:cut], word[cut:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def apart(word: str) -> Iterator[str]:
    """Two syllables that were written in one."""
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        yield f"{word[:cut]} {word[cut:]}"


def as_written(question: str, title: str) -> str:
    """The words of a question as a title writes them, marks and all, where it has them in a row."""
    words = question.split()
    shown = WORD.findall(title)
    for start in range(len(shown) - len(words) + 1):
        piece = shown[start : start + len(words)]
        if [folded(word).strip() for word in piece] == words:
            return " ".join(piece).lower()
    return question
