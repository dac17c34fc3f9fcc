"""Pages of a long list that begin where another ended: none reads what it does not show.

The list goes from its newest row, by `created_at` and the key. A cursor names a row of it.
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_CURSOR = 60

Place = tuple[datetime, int]


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the cursors of the pages beside it; "" where there is none."""

    rows: list[Any]
    newer: str = ""
    older: str = ""


def page_of(rows: QuerySet, size: int, *, after: str = "", before: str = "") -> Page:
    """The rows after (older than) a cursor, or before one; the first where it makes no sense."""
    if place := read(before):
        page = page_before(rows, size, place)
        if len(page.rows) == size:
            return page
    place = None if read(before) else read(after)
    return page_after(rows, size, place)


def page_after(rows: QuerySet, size: int, place: Place | None) -> Page:
    found = list(newest_first(rows.filter(older_than(*place)) if place else rows)[: size + 1])
    shown = found[:size]
    return Page(
        rows=shown,
        newer=cursor(*place_of(shown[0])) if place and shown else "",
        older=cursor(*place_of(shown[-1])) if len(found) > size else "",
    )


def page_before(rows: QuerySet, size: int, place: Place) -> Page:
    oldest_first = rows.filter(newer_than(*place)).order_by("created_at", "pk")
    found = list(oldest_first[: size + 1])
    shown = found[:size][::-1]
    return Page(
        rows=shown,
        newer=cursor(*place_of(shown[0])) if len(found) > size else "",
        older=cursor(*place_of(shown[-1])) if shown else "",
    )


def newest_first(rows: QuerySet) -> QuerySet:
    return rows.order_by("-created_at", "-pk")


def older_than(at: datetime, pk: int) -> Q:
    """Said so that a database reads its index from this place on."""
    return Q(created_at__lte=at) & ~Q(created_at=at, pk__gte=pk)


def newer_than(at: datetime, pk: int) -> Q:
    return Q(created_at__gte=at) & ~Q(created_at=at, pk__lte=pk)


def place_of(row: Any) -> Place:
    return row.created_at, row.pk


def cursor(at: datetime, pk: int) -> str:
    """The place of a row, as a word for an address."""
    plain = f"{(at - EPOCH) // MICROSECOND}.{pk}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read(word: str) -> Place | None:
    """The place a cursor names; None when it names none."""
    if not word or len(word) > LONGEST_CURSOR:
        return None
    try:
        plain = base64.b64decode(word + "=" * (-len(word) % 4), b"-_", validate=True).decode(
            "ascii"
        )
        since, pk = plain.split(".")
        return EPOCH + int(since) * MICROSECOND, min(int(pk), 2**63 - 1)
    except (ValueError, OverflowError):
        return None
