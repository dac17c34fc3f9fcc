"""Telephone numbers of Vietnam: read however they are written, shown as people say them."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

NOT_A_PHONE = _("This is not a Vietnamese phone number. For example: 0912 345 678.")
LONGEST_TYPED = 40
MOBILE_OR_LANDLINE = re.compile(r"(?:(?:\+|00)?840?|0)([35789][0-9]{8}|2[0-9]{9})")
MOBILE = re.compile(r"\+84[35789][0-9]{8}")
SPOKEN = [
    (re.compile(r"\+84([35789]..)(...)(...)"), r"0\1 \2 \3"),
    (re.compile(r"\+84(2[48])(....)(....)"), r"0\1 \2 \3"),  # Hà Nội and TP.HCM
    (re.compile(r"\+84(2..)(....)(...)"), r"0\1 \2 \3"),
    (re.compile(r"(1[89]00)(\d+)"), r"\1 \2"),
]


def read_phone(text: str) -> str | None:
    """The number as it is stored, +84912345678; None unless it is one of Vietnam's."""
    if len(text) > LONGEST_TYPED:
        return None
    typed = re.sub(r"[^\w+]", "", unicodedata.normalize("NFKC", text))
    number = MOBILE_OR_LANDLINE.fullmatch(typed)
    return f"+84{number[1]}" if number else None


def is_mobile(number: str) -> bool:
    """Whether a stored number can receive an SMS."""
    return bool(MOBILE.fullmatch(number))


def show_phone(number: str) -> str:
    """A stored number as people say it, 0912 345 678; any other number as it stands."""
    for pattern, groups in SPOKEN:
        if pattern.fullmatch(number):
            return pattern.sub(groups, number)
    return number
