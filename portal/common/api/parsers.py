"""Bodies the API reads: small enough, and with only words that can be stored."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import QueryDict
from rest_framework import parsers
from rest_framework.exceptions import ParseError, ValidationError

from portal.common.text import UNREADABLE_TEXT, is_readable
from portal.common.uploads import MAX_MEGABYTES, MAX_PHOTOS

PHOTO_BYTES = MAX_PHOTOS * MAX_MEGABYTES * 1024 * 1024


class JSONParser(parsers.JSONParser):
    """JSON; Django itself keeps it to the size that settings allow words to have."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:  # Brackets within brackets, thousands deep.
            raise ParseError from error
        refuse_unreadable(data)
        return data


class MultiPartParser(parsers.MultiPartParser):
    """Words and photos: a body no larger than a form's photos may be. Django counts the words."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        announced = int(parser_context["request"].META.get("CONTENT_LENGTH") or 0)
        if announced > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + PHOTO_BYTES:
            raise RequestDataTooBig  # Servers read no further than announced.
        parsed = super().parse(stream, media_type, parser_context)
        refuse_unreadable(parsed.data)
        return parsed


def refuse_unreadable(data: Any) -> None:
    """Refuse text that databases cannot hold, naming every field that has it."""
    if places := {place: [UNREADABLE_TEXT] for place in unreadable(data)}:
        raise ValidationError(places)


def unreadable(data: Any, place: str = "") -> Iterator[str]:
    """The dotted paths of text that cannot be read."""
    if isinstance(data, str) and not is_readable(data):
        yield place
    elif isinstance(data, Mapping):
        pairs = data.lists() if isinstance(data, QueryDict) else data.items()
        for name, value in pairs:
            yield from unreadable(name, place)
            yield from unreadable(value, f"{place}.{name}".strip("."))
    elif isinstance(data, list):
        for value in data:
            yield from unreadable(value, place)
