"""The personal ID number, PPP G YY NNNNNN: read, doubted, and hidden on every screen.

PPP is the place where the birth was registered, G the century and the sex, YY the year of birth.
There is no check digit, so a number can look right and be another's.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.ciphers import Sealed
from portal.common.moments import today
from portal.common.text import read_line

LENGTH = 12
LONGEST_TYPED = 40
SHOWN_FIRST, SHOWN_LAST = 3, 2
DOT = "•"

# The 63 provinces of before 2025: whoever was registered there keeps the number for life.
OLD_PROVINCES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034"
    " 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068"
    " 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
PROVINCES = frozenset(OLD_PROVINCES.split())
COUNTRIES = range(101, 400)  # For those registered abroad.


def mask_personal_id(number: str) -> str:
    """The number as screens show it, 094•••••••34; nothing stays nothing."""
    if not number or isinstance(number, Sealed):
        return number
    hidden = DOT * (len(number) - SHOWN_FIRST - SHOWN_LAST)
    return f"{number[:SHOWN_FIRST]}{hidden}{number[-SHOWN_LAST:]}"


def born_in(number: str) -> int:
    """The year of birth that the number tells: G counts the sexes of each century from 1900."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def doubts(number: str, born_on: date | None = None) -> list[str]:
    """What about a number asks for a second look; it may be right all the same."""
    if not number or isinstance(number, Sealed):
        return []
    if born_on and born_on.year != born_in(number):
        return [gettext("The year of birth in the ID number is not the one you gave.")]
    if born_in(number) > today().year:
        return [gettext("The ID number tells a year of birth that has not come yet.")]
    return []


def is_known_place(code: str) -> bool:
    """Whether a number may begin like this."""
    return code in PROVINCES or int(code) in COUNTRIES


class PersonalIdField(forms.CharField):
    """A personal ID number, with or without spaces; its value is twelve digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "length": _("An ID number has 12 digits; this one has %(count)d."),
        "digits": _("An ID number has digits only."),
        "place": _("No ID number begins with %(place)s. Compare it with the card."),
    }

    def to_python(self, value: Any) -> str:
        typed = read_line(super().to_python(value) or "")[:LONGEST_TYPED]
        number = re.sub(r"[\s.-]", "", unicodedata.normalize("NFKC", typed))
        if not number:
            return ""
        if not re.fullmatch("[0-9]+", number):
            raise ValidationError(self.error_messages["digits"], code="digits")
        if len(number) != LENGTH:
            counted = {"count": len(number)}
            raise ValidationError(self.error_messages["length"], code="length", params=counted)
        if not is_known_place(number[:3]):
            place = {"place": number[:3]}
            raise ValidationError(self.error_messages["place"], code="place", params=place)
        return number
