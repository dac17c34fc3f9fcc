"""How far one page looks for words, or for all kinds of a group: on PostgreSQL, everywhere.

SQLite reads report after report for words, and sorts all of a group. There one page looks through
so many of the newest, and its link to older ones goes on from where it stopped: slower for the
reader, never for everybody else.
"""

from django.db import connection
from django.db.models import QuerySet

from portal.common import keyset
from services.reports.models import Report

AT_ONCE = 3_000


def found(filters, after: str = "", before: str = "") -> tuple[QuerySet, str]:
    """The listed reports that match, and the cursor where a search stops; "" where it does not.

    The way back to newer ones was walked once already, and stops nowhere.
    """
    chosen = filters.chosen
    matching = Report.objects.listed().chosen(**chosen)
    is_slow = bool(chosen["q"]) or len(chosen["categories"]) > 1
    if before or is_indexed() or not is_slow:
        return matching, ""
    edge = last_within_reach(looked_at(chosen), after)
    if edge is None:
        return matching, ""
    within = matching.filter(created_at__gte=edge[0]).exclude(keyset.older_than(*edge))
    return within, keyset.cursor(*edge)


def looked_at(chosen: dict) -> QuerySet:
    """What a search goes through: no more narrowed than one index is."""
    state = "" if chosen["commune"] else chosen["state"]
    return Report.objects.listed().chosen(
        commune=chosen["commune"], state=state, within=chosen["within"]
    )


def last_within_reach(rows: QuerySet, after: str) -> keyset.Place | None:
    """The last row that a search looks at, where it leaves others for the next page."""
    if place := keyset.read(after):
        rows = rows.filter(keyset.older_than(*place))
    places = keyset.newest_first(rows).values_list("created_at", "pk")
    read = list(places[AT_ONCE - 1 : AT_ONCE + 1])
    return read[0] if len(read) > 1 else None


def is_indexed() -> bool:
    return connection.vendor == "postgresql"
