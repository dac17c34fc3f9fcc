"""Files for spreadsheets that hold what people typed, and nothing that a spreadsheet runs."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localtime

BYTE_ORDER_MARK = "\ufeff".encode()  # By it a spreadsheet knows that letters have marks.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(value: str) -> str:
    """Words that no table takes for a formula: an apostrophe says that they are words."""
    words = UNWRITABLE.sub("", value)
    return f"'{words}" if words.startswith(STARTS_A_FORMULA) else words


def in_csv(value: Any) -> str:
    """A moment as it was here; words harmless; a number or a day as it is written."""
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    return plain(value) if isinstance(value, str) else str(value)


def in_xlsx(value: Any) -> Any:
    """A moment as the table's own, here; words as they are, for their cell says that they are."""
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return UNWRITABLE.sub("", value) if isinstance(value, str) else value


class HarmlessSpreadsheet:
    """Beside Wagtail's own spreadsheets, before them in the order of classes."""

    export_headings: dict[str, Any]

    def write_csv_row(self, writer: Any, row: dict[str, Any]) -> Any:
        return writer.writerow({name: in_csv(empty(value)) for name, value in row.items()})

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return in_xlsx(empty(value))

    def get_heading(self, queryset: Any, field: str) -> str:
        return plain(capfirst(str(self.export_headings[field])))

    def stream_csv(self, rows: Iterable) -> Iterator[bytes]:
        return chain([BYTE_ORDER_MARK], super().stream_csv(rows))  # type: ignore[misc]


def empty(value: Any) -> Any:
    return "" if value is None else value
