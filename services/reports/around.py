"""What else is reported around a report: open now, and at the same place before."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.places.distances import box_around, metres_east_and_north
from services.reports.models import Report

NEAR = 500  # Metres to each side of the small map.
MOST_OPEN, MOST_EARLIER = 12, 8
MOST_LOOKED_AT = 300


@dataclass(frozen=True)
class Neighbour:
    report: Report
    metres: int


def open_around(report: Report) -> list[Neighbour]:
    """The open public reports nearest to it, nearest first."""
    found = within(Report.objects.listed().filter(closed_at=None), report, NEAR)
    return nearest(report, found)[:MOST_OPEN]


def earlier_here(report: Report) -> list[Neighbour]:
    """What was reported at the same place before and is closed, the latest first."""
    closed = Report.objects.listed().filter(closed_at__isnull=False)
    found = within(closed, report, report.category.radius_m)
    here = [one for one in nearest(report, found) if one.metres <= report.category.radius_m]
    return sorted(here, key=lambda one: one.report.created_at, reverse=True)[:MOST_EARLIER]


def within(reports: QuerySet[Report], report: Report, metres: int) -> Iterable[Report]:
    """Those in the square around its pin, found by the index of places; none without a pin."""
    if report.lat is None or report.lon is None:
        return []
    south, west, north, east = box_around(report.lat, report.lon, metres)
    inside = reports.filter(lat__range=(south, north), lon__range=(west, east))
    named = inside.exclude(pk=report.pk).select_related("category", "commune")
    return named.order_by()[:MOST_LOOKED_AT]


def nearest(report: Report, others: Iterable[Report]) -> list[Neighbour]:
    found = [Neighbour(other, metres(report, other)) for other in others]
    return sorted(found, key=lambda one: (one.metres, one.report.pk))


def metres(report: Report, other: Report) -> int:
    return round(math.hypot(*offset(report, other)))


def offset(report: Report, other: Report) -> tuple[float, float]:
    """How many metres to the east and to the north the other lies; both have a pin."""
    return metres_east_and_north(report.lat, report.lon, other.lat, other.lon)  # type: ignore[arg-type]
