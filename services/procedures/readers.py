"""Small readers for the values of a file nobody should trust: a clean value, or a sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.common.text import read_line, read_paragraphs

Reader = Callable[[Any], Any]
LETTER_PIECES = 3  # A letter taken apart: ệ is e, a dot and a hat.


class Rotten(ValueError):
    """A value that cannot be believed; its text is the reason."""


def text(longest: int, *, required: bool = False, paragraphs: bool = False) -> Reader:
    """Words of at most so many letters, on one line unless they are `paragraphs`."""
    door = read_paragraphs if paragraphs else read_line

    def read(value: Any) -> str:
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            raise Rotten(_("is not text"))
        words = pass_through(door, value) if len(value) <= longest * LETTER_PIECES else value
        if len(words) > longest:
            raise Rotten(_("is longer than %(n)s letters") % {"n": longest})
        if required and not words:
            raise Rotten(_("is missing"))
        return words

    return read


def pass_through(door: Callable[[str], str], value: str) -> str:
    try:
        return door(value)
    except ValidationError as error:
        raise Rotten(_("holds characters nobody can read")) from error


def number(least: int, most: int, *, required: bool = True) -> Reader:
    """A whole number within bounds; True is not one."""

    def read(value: Any) -> int | None:
        if value is None and not required:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise Rotten(_("is not a whole number"))
        if not least <= value <= most:
            raise Rotten(
                _("is not between %(least)s and %(most)s") % {"least": least, "most": most}
            )
        return value

    return read


def flag(*, required: bool = True) -> Reader:
    def read(value: Any) -> bool | None:
        if value is None and not required:
            return None
        if not isinstance(value, bool):
            raise Rotten(_("is neither true nor false"))
        return value

    return read


def one_of(words: Mapping[Any, str]) -> Reader:
    """A word of the file, answered with ours."""

    def read(value: Any) -> str:
        if isinstance(value, str | None) and value in words:
            return words[value]
        raise Rotten(_("is not one of: %(words)s") % {"words": ", ".join(filter(None, words))})

    return read


def list_of(reader: Reader, most: int = 200) -> Reader:
    def read(value: Any) -> list:
        if not isinstance(value, list):
            raise Rotten(_("is not a list"))
        if len(value) > most:
            raise Rotten(_("has more than %(n)s lines") % {"n": most})
        return [reader(item) for item in value]

    return read


def read_all(row: Mapping[str, Any], readers: Mapping[str, tuple[str, Reader]]) -> dict[str, Any]:
    """Every value of a row under our names, or all that is wrong with it at once."""
    clean, reasons = {}, []
    for key, (name, reader) in readers.items():
        try:
            clean[name] = reader(row.get(key))
        except Rotten as reason:
            reasons.append(f"{key} {reason}")
    if reasons:
        raise Rotten("; ".join(reasons))
    return clean


def record(readers: Mapping[str, tuple[str, Reader]]) -> Reader:
    """A list's line that is itself a row."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Rotten(_("is not a list of records"))
        return read_all(value, readers)

    return read
