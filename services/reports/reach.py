"""How far one search for words looks: everywhere on PostgreSQL, which has an index for them.

SQLite reads report after report. There one page looks through so many of the newest, and its link
to older ones goes on from where it stopped: slower for the reader, never for everybody else.
"""

from django.db import connection
from django.db.models import QuerySet

from portal.common import keyset
from services.reports.models import Report

AT_ONCE = 10_000


def found(filters, after: str = "") -> tuple[QuerySet, str]:
    """The listed reports that match, and the cursor where a search stops; "" where it does not."""
    chosen = filters.chosen
    matching = Report.objects.listed().chosen(**chosen)
    if not chosen["q"] or is_indexed():
        return matching, ""
    edge = last_within_reach(Report.objects.listed().chosen(**chosen | {"q": ""}), after)
    if edge is None:
        return matching, ""
    return matching.exclude(keyset.older_than(*edge)), keyset.cursor(*edge)


def last_within_reach(rows: QuerySet, after: str) -> keyset.Place | None:
    """The last row that a search looks at, where it leaves others for the next page."""
    if place := keyset.read(after):
        rows = rows.filter(keyset.older_than(*place))
    places = keyset.newest_first(rows).values_list("created_at", "pk")
    read = list(places[AT_ONCE - 1 : AT_ONCE + 1])
    return read[0] if len(read) > 1 else None


def is_indexed() -> bool:
    return connection.vendor == "postgresql"
