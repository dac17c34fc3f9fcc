"""Big tables a few hundred rows at a time, so that nobody waits long for a lock."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

BATCH = 500


def batches(rows: QuerySet) -> Iterator[QuerySet]:
    """The rows in parts, by their keys; each part once, however the rows change meanwhile."""
    last: Any = None
    while True:
        ahead = rows if last is None else rows.filter(pk__gt=last)
        keys = list(ahead.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield rows.filter(pk__in=keys).order_by("pk")
        last = keys[-1]
