"""The door that all words come through: readable, in one spelling, without stray space."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.common.vietnamese import nfc

# Control characters, halves of characters and non-characters: no keyboard writes them, and
# databases, letters and feeds stumble over them.
UNREADABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What telephones and documents slip in unseen when one copies from them.
SLIPPED_IN = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
EMPTY_LINES = re.compile("\n{3,}")

UNREADABLE_TEXT = _(
    "The text contains strange characters that the system cannot read. Delete them and type again."
)


def is_readable(text: str) -> bool:
    """Whether every character may be stored, sent and shown."""
    return not UNREADABLE.search(text)


def read_line(text: str) -> str:
    """One line of words; refuses what cannot be read."""
    return " ".join(_readable(text).split())


def read_paragraphs(text: str) -> str:
    """Words in paragraphs, at most one empty line between them; refuses what cannot be read."""
    lines = (line.strip() for line in LINE_END.split(_readable(text)))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _readable(text: str) -> str:
    if not is_readable(text):
        raise ValidationError(UNREADABLE_TEXT, code="unreadable")
    return nfc(SLIPPED_IN.sub("", text))
