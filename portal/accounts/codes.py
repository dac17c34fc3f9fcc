"""Agency identifiers: `H13.12.34` as QĐ 20/2020 writes them, `000.12.34.H51` as before."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 35  # QĐ 20/2020.
NEW_FORM = re.compile(r"[A-Z]\d{2}(\.\d{1,5})*")
OLD_FORM = re.compile(r"\d{3}(\.\d{2,3}){0,2}\.[A-Z]\d{2}")
NOT_A_CODE = _("An agency identifier looks like H13.12.34, or like 000.12.34.H51 before 2020.")


class Scheme(models.TextChoices):
    """The form of a code: from the province down, or the province last."""

    NEW = "new", _("new form")
    OLD = "old", _("old form")

    @classmethod
    def of(cls, code: str) -> "Scheme":
        return cls.OLD if OLD_FORM.fullmatch(code) else cls.NEW


def read_code(typed: str) -> str:
    """A code as it is stored; refuses with a sentence what is none."""
    code = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).upper()
    if len(code) > LONGEST or not (NEW_FORM.fullmatch(code) or OLD_FORM.fullmatch(code)):
        raise ValidationError(NOT_A_CODE, code="invalid")
    return code


def squeezed(typed: str) -> str:
    """A code without its dots and spaces, in capitals: what all its spellings share."""
    return re.sub("[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed).upper())
