"""Text as the search keeps it: words between single spaces, as written and folded."""

import re
import unicodedata

from portal.common.vietnamese import fold, nfc

WORD = re.compile(r"[^\W_]+")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
MOST_WORDS = 12  # Nobody asks with more; the rest would only cost.


def written(text: str) -> str:
    """The words with their marks, tones at their ends: "hòa" and "hoà" are one word here."""
    return _padded(_tone_last(word) for word in WORD.findall(nfc(text).casefold()))


def folded(text: str) -> str:
    """The words without marks."""
    return _padded(WORD.findall(fold(text)))


def asked(text: str) -> list[str]:
    """The words of a question as people wrote them, each once."""
    return list(dict.fromkeys(WORD.findall(nfc(text).casefold())))[:MOST_WORDS]


def bare(text: str) -> list[str]:
    """The same words without their marks."""
    return [folded(word).strip() for word in asked(text)]


def _padded(words) -> str:
    """A space on either side of every word, so that " so " finds the word and not its like."""
    return f" {' '.join(words)} "


def _tone_last(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return nfc(TONES.sub("", apart)) + "".join(TONES.findall(apart))
