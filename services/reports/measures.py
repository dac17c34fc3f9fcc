"""How the desks do: how much came in and was closed, how fast, in time, and to whose satisfaction.

Everything is counted over the reports that were asked about, within a stretch of days, and by one
thing: the kind, the commune, the agency, or the week. Each number is the size of a list that the
queue can show; conditions and numbers are written once, here.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.workdays.calendar import start_of_day
from services.reports.models import Rating, Report, ReportEvent
from services.reports.workflow import State

LONGEST = timedelta(days=92)  # A quarter: what a page can count while somebody waits.
HANDLED = frozenset({State.RESOLVED, State.DECLINED})  # Closed by an answer, not merely gone.
REOPENING = frozenset({"reopen", "object"})
ONE_DAY = timedelta(days=1)
SLOWEST = 0.9

OUTCOMES = [("in_time", _("In time")), ("late", _("After the promised day"))]

BY = {"category": "category", "commune": "commune", "agency": "agency", "week": None}


@dataclass(frozen=True)
class Span:
    """From one day to another, both counted."""

    first: date
    last: date

    def of(self, name: str) -> dict[str, datetime]:
        """The condition that this moment lies in these days."""
        return {
            f"{name}__gte": start_of_day(self.first),
            f"{name}__lt": start_of_day(self.last + ONE_DAY),
        }


@dataclass
class Measure:
    """The figures of one row."""

    received: int = 0
    closed: int = 0
    on_time: int = 0
    reopened: int = 0
    satisfied: int = 0
    rated: int = 0
    late_now: int = 0
    days: list[float] = field(default_factory=list)

    def __add__(self, other: "Measure") -> "Measure":
        counts = ("received", "closed", "on_time", "reopened", "satisfied", "rated", "late_now")
        sums = {name: getattr(self, name) + getattr(other, name) for name in counts}
        return Measure(**sums, days=self.days + other.days)

    @property
    def median_days(self) -> float | None:
        return median(self.days) if self.days else None

    @property
    def slowest_days(self) -> float | None:
        """Nine of ten were closed within so many days: the nearest rank, nothing in between."""
        if not self.days:
            return None
        return sorted(self.days)[math.ceil(SLOWEST * len(self.days)) - 1]


def measure(reports: QuerySet[Report], span: Span, *, by: str) -> dict[Any, Measure]:
    """The figures of these reports by the key of each category, commune or agency, or by Monday."""
    rows: dict[Any, Measure] = {}
    for key, number in counted(reports.filter(received(span)), "created_at", by):
        row(rows, key).received += number
    for key, created_at, closed_at, due_at, reopened in closings(reports, span, by):
        add_closing(row(rows, key), created_at, closed_at, due_at, was_reopened=reopened)
    for key, satisfied in judgements(reports, span, by):
        row(rows, key).rated += 1
        row(rows, key).satisfied += satisfied
    if by != "week":
        for key, number in counted(reports.overdue(), "created_at", by):
            row(rows, key).late_now += number
    return rows


def row(rows: dict[Any, Measure], key: Any) -> Measure:
    return rows.setdefault(key, Measure())


def received(span: Span) -> Q:
    return Q(**span.of("created_at"))


def closed(span: Span) -> Q:
    return Q(state__in=sorted(HANDLED), **span.of("closed_at"))


def outcome(name: str) -> Q:
    """Closed in time, or after the promised day."""
    in_time = Q(closed_at__lte=F("due_at"))
    return in_time if name == "in_time" else Q(closed_at__gt=F("due_at"))


def was_judged(days: slice) -> Exists:
    """That somebody said in these moments what she thinks of it."""
    edges = {"created_at__gte": days.start, "created_at__lte": days.stop}
    known = {name: value for name, value in edges.items() if value}
    return Exists(Rating.objects.filter(report=OuterRef("pk"), **known))


def was_reopened() -> Exists:
    """That it had been closed before, and was opened again."""
    again = ReportEvent.objects.filter(report=OuterRef("pk"), step__in=sorted(REOPENING))
    return Exists(again)


def counted(reports: QuerySet[Report], moment: str, by: str) -> Iterable[tuple[Any, int]]:
    """How many there are of each; weeks are told from the moments themselves."""
    if by != "week":
        return reports.order_by().values_list(BY[by]).annotate(number=Count("pk"))
    moments = reports.order_by().values_list(moment, flat=True)
    return ((week_of(one), 1) for one in moments.iterator())


def closings(reports: QuerySet[Report], span: Span, by: str) -> Iterable[tuple]:
    """Each report that was answered in these days: by what it is counted, and its moments."""
    answered = reports.filter(closed(span)).order_by().annotate(again=was_reopened())
    key = BY[by] or "closed_at"
    rows = answered.values_list(key, "created_at", "closed_at", "due_at", "again")
    if by != "week":
        return rows.iterator()
    return ((week_of(row[0]), *row[1:]) for row in rows.iterator())


def add_closing(
    measure: Measure,
    created_at: datetime,
    closed_at: datetime,
    due_at: datetime,
    *,
    was_reopened: bool,
) -> None:
    measure.closed += 1
    measure.on_time += closed_at <= due_at
    measure.reopened += was_reopened
    measure.days.append((closed_at - created_at) / ONE_DAY)


def judgements(reports: QuerySet[Report], span: Span, by: str) -> Iterable[tuple[Any, bool]]:
    """What each person said in these days of a report among these."""
    said = Rating.objects.filter(
        report__in=reports.order_by().values("pk"), **span.of("created_at")
    )
    key = f"report__{BY[by]}" if BY[by] else "created_at"
    rows = said.order_by().values_list(key, "is_satisfied").iterator()
    return rows if BY[by] else ((week_of(moment), good) for moment, good in rows)


def week_of(moment: datetime) -> date:
    """The Monday of its week, as people here count days."""
    day = timezone.localdate(moment)
    return day - timedelta(days=day.weekday())


def total(rows: Mapping[Any, Measure]) -> Measure:
    return sum(rows.values(), Measure())
