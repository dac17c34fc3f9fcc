"""Showing why something was found: the words asked for, marked, with some text around them."""

import re
from collections import defaultdict

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.common.vietnamese import fold, nfc
from portal.search.words import asked

BEFORE, LENGTH = 80, 240  # Characters: some three lines on a telephone.
LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))  # Where accented letters live.
NOT_IN_A_WORD = r"(?<![^\W_])", r"(?![^\W_])"


def _letters() -> dict[str, str]:
    """Every letter that folds to a plain one: "a" stands for á, Ậ and the like."""
    alike = defaultdict(str)
    for letter in map(chr, LATIN):
        if (plain := fold(letter)).isascii() and len(plain) == 1:
            alike[plain] += letter
    return alike


ALIKE = _letters()


class Marker:
    """Marks in texts the words of one question, however they carry their marks."""

    def __init__(self, question: str):
        words = [_pattern(word) for word in asked(question)]
        before, after = NOT_IN_A_WORD
        # What stands in parentheses is kept by split(): every second piece is to be marked.
        self.words = re.compile(f"({before}(?:{'|'.join(words)}){after})", re.IGNORECASE)
        self.phrase = re.compile(before + r"[\W_]+".join(words) + after, re.IGNORECASE)

    def mark(self, text: str) -> SafeString:
        pieces = self.words.split(nfc(text))
        return format_html_join(
            "",
            "{}{}",
            (
                (plain, format_html("<mark>{}</mark>", found) if found else "")
                for plain, found in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
            ),
        )

    def excerpt(self, text: str) -> SafeString:
        """The part of a text where the words stand, cut between words."""
        text = nfc(text)
        first = self.phrase.search(text) or self.words.search(text)
        start = max(first.start() - BEFORE, 0) if first else 0
        piece = text[start : start + LENGTH]
        if start:
            piece = f"… {piece.partition(' ')[2]}"
        if start + LENGTH < len(text):
            piece = f"{piece.rpartition(' ')[0]} …"
        return self.mark(" ".join(piece.split()))


def _pattern(word: str) -> str:
    return "".join(
        f"[{letter}{ALIKE[letter]}]" if letter in ALIKE else re.escape(letter)
        for letter in fold(word)
    )
