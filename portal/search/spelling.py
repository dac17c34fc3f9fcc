"""“Did you mean”: words nobody uses, put right by those that stand in titles.

Vietnamese without marks has few syllables, so a slip of the finger nearly always makes something
that is none of them. Besides slips it knows two habits: Telex left unread by the telephone
("ddooir") and syllables written in one ("khaisinh"). Where several words may be meant, the
neighbours tell: "kai" before "sinh" is "khai", whatever else is more frequent.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase

from django.core.cache import cache

from portal.search import word_index
from portal.search.models import SearchDoc
from portal.search.words import WORD, bare, folded

KEY = "search:vocabulary"
PAIRS = "search:pairs"
AN_HOUR = 3600  # Seconds; the duty renews it sooner.
MOST_PAIRS = 50_000  # The most frequent; about a megabyte, read where nothing was found.
MOST_GUESSES = 30  # For one word.
AT_ONCE = 2_000  # Titles.
SHORTEST = 2  # A syllable of one letter is too little to guess from.
TELEX = [
    (re.compile(r"([aeo])\1"), r"\1"),
    (re.compile("dd"), "d"),
    (re.compile("([aou])w"), r"\1"),
]
TONE = re.compile(r"(?<=[aeiouy])([a-z]{0,2}?)[sfrxj](?=[a-z]{0,2}$)")

Vocabulary = dict[str, int]
Pairs = dict[str, int]  # Words side by side, "khai sinh", with how often titles say so.
Way = tuple[int, int, str]  # How often words stand so together, how often alone, and the words.


def refresh_vocabulary() -> int:
    """Read anew which words stand in titles, and beside which; how many words there are."""
    words = word_index.vocabulary()
    cache.set_many({KEY: words, PAIRS: pairs_in_titles()}, 2 * AN_HOUR)
    return len(words)


def pairs_in_titles() -> Pairs:
    """The words that stand side by side most often; codes and numbers say nothing here."""
    titles = SearchDoc.objects.order_by().values_list("folded_title", flat=True)
    counted: Counter = Counter()
    for title in titles.iterator(chunk_size=AT_ONCE):
        counted.update(
            f"{one} {other}"
            for one, other in pairwise(title.split())
            if one.isalpha() and other.isalpha()
        )
    return dict(counted.most_common(MOST_PAIRS))


def suggestion(question: str) -> str:
    """The question with its unknown words put right, without marks; "" where that is no help."""
    learnt = cache.get_many([KEY, PAIRS])
    known, pairs = learnt.get(KEY), learnt.get(PAIRS, {})
    words = bare(question)
    if not known or all(word in known for word in words):
        return ""
    better = likeliest([guesses(word, known) for word in words], known, pairs)
    return better if better != " ".join(words) else ""


def guesses(word: str, known: Vocabulary) -> list[str]:
    """The known words, or twos of them, that may be meant by a word; itself where there are none.

    The most frequent come first.
    """
    if word in known or len(word) < SHORTEST or not word.isascii():
        return [word]
    for group in (untelexed(word), slips(word), apart(word)):
        likely = {guess for guess in group if all(part in known for part in guess.split())}
        if likely:
            ordered = sorted(likely, key=lambda guess: (-how_often(guess, known), guess))
            return ordered[:MOST_GUESSES]
    return [word]


def how_often(guess: str, known: Vocabulary) -> int:
    return min(known.get(part, 0) for part in guess.split())


def likeliest(choices: list[list[str]], known: Vocabulary, pairs: Pairs) -> str:
    """Of all the ways to choose each word, the one whose neighbours titles put together most."""
    ways: list[Way] = [(0, 0, "")]
    for options in choices:  # For each option the best way to it is enough.
        ways = [max(onward(way, guess, known, pairs) for way in ways) for guess in options]
    return max(ways)[2]


def onward(way: Way, guess: str, known: Vocabulary, pairs: Pairs) -> Way:
    """A way with one more choice at its end."""
    together, alone, said = way
    words = [*said.split()[-1:], *guess.split()]
    together += sum(pairs.get(f"{one} {other}", 0) for one, other in pairwise(words))
    return together, alone + how_often(guess, known), f"{said} {guess}".strip()


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
