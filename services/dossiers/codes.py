"""Dossier codes, however people type them. How they are given stands in `numbering`.

Old ones name the province last, 000.12.34.H51-250630-0001; new ones first, H51.34.12-250630-0001.
Both mean the same agency, so both lead to the same key.
"""

import re
import unicodedata
from datetime import datetime

LONGEST_TYPED = 80
PROVINCE = "[A-Z][0-9]{2}"
TAIL = "(?P<day>[0-9]{6})(?P<number>[0-9]{4})"
PROVINCE_FIRST = re.compile(f"(?P<province>{PROVINCE})(?P<units>[0-9]*){TAIL}$")
PROVINCE_LAST = re.compile(f"(?P<units>[0-9]*)(?P<province>{PROVINCE}){TAIL}$")
NO_UNIT = "00"


def read_code(text: str) -> str | None:
    """The key of the code someone typed; None when it is not one.

    Small letters, other dashes, missing dots and spaces, and words before the code are forgiven.
    """
    if len(text) > LONGEST_TYPED:
        return None
    plain = re.sub("[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
    if found := PROVINCE_LAST.search(plain):
        return key(found, old_units(found["units"]))
    found = PROVINCE_FIRST.search(plain)
    return key(found, found["units"]) if found else None


def key(found: re.Match, units: str) -> str | None:
    """Province, then units from the greater to the smaller, day and number, nothing between."""
    try:
        datetime.strptime(found["day"], "%y%m%d")
    except ValueError:
        return None
    return f"{found['province']}{units}-{found['day']}-{found['number']}"


def old_units(digits: str) -> str:
    """The units of an old identifier, greater first: 0001234 -> 3412, 0000034 -> 34."""
    digits = digits.removeprefix("000")
    if len(digits) % 2:
        return digits
    pairs = [digits[n : n + 2] for n in range(0, len(digits), 2)]
    return "".join(pair for pair in reversed(pairs) if pair != NO_UNIT)
