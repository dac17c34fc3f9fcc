"""How long a text is as an SMS, counted as telephone networks count it (3GPP TS 23.038)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = set("^{}\\[~]|€\f")  # Each of these takes the room of two.

PLAIN_SIGNS = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "•": "-",
        "·": "-",
        "₫": "d",
        "\u00a0": " ",
    }
)


class Encoding(StrEnum):
    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


# What fits in a text sent alone, and in each part of a longer one.
ALONE = {Encoding.GSM_7: 160, Encoding.UCS_2: 70}
IN_PARTS = {Encoding.GSM_7: 153, Encoding.UCS_2: 67}


@dataclass(frozen=True)
class Count:
    """What an operator will charge for a text."""

    encoding: Encoding
    characters: int  # As networks count: some signs take the room of two.
    parts: int
    left: int  # Room in the last part.


def sms_parts(text: str) -> Count:
    """In which alphabet a text travels, and in how many parts."""
    encoding = Encoding.GSM_7 if set(text) <= BASIC | EXTENSION else Encoding.UCS_2
    widths = [width(sign, encoding) for sign in text]
    used = sum(widths)
    if used <= ALONE[encoding]:
        return Count(encoding, used, min(used, 1), ALONE[encoding] - used)
    parts, filled = 1, 0
    for wide in widths:  # A sign that takes the room of two is never cut in half.
        if filled + wide > IN_PARTS[encoding]:
            parts, filled = parts + 1, 0
        filled += wide
    return Count(encoding, used, parts, IN_PARTS[encoding] - filled)


def width(sign: str, encoding: Encoding) -> int:
    if encoding == Encoding.GSM_7:
        return 2 if sign in EXTENSION else 1
    return 2 if ord(sign) > 0xFFFF else 1  # A surrogate pair.


def without_marks(text: str) -> str:
    """The same words as every telephone shows them: "Sóc Trăng, đã nhận" is "Soc Trang, da nhan".

    Case and digits stay; what no telephone knows becomes a question mark.
    """
    apart = unicodedata.normalize("NFD", text.translate(PLAIN_SIGNS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return "".join(sign if sign in BASIC | EXTENSION else "?" for sign in bare)
