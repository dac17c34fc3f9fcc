"""How likely an open report is to be late: one definition for a list, its counts and its order.

Each open report lies in exactly one bucket. What stands still is never late: its date moves on
with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now, today
from portal.workdays.calendar import add_working_days, start_of_day
from services.reports.workflow import PAUSED

SOON = 2  # Working days after today: enough to send somebody there.
ONE_DAY = timedelta(days=1)


class Risk(models.TextChoices):
    """In the order in which officers should look."""

    OVERDUE = "overdue", _("Overdue")
    TODAY = "today", _("Due today")
    SOON = "soon", _("Due soon")
    WAITING = "waiting", _("Waiting for the resident")
    PAUSED = "paused", _("The clock stands still")
    ON_TIME = "on_time", _("In time")


TONES = {
    Risk.OVERDUE: "late",
    Risk.TODAY: "bad",
    Risk.SOON: "waiting",
    Risk.WAITING: "neutral",
    Risk.PAUSED: "neutral",
    Risk.ON_TIME: "good",
}

RUNS = Q(paused_at=None) & ~Q(state__in=sorted(PAUSED))


@dataclass(frozen=True)
class Edges:
    """The moments that part the buckets."""

    at: datetime
    tonight: datetime
    later: datetime  # From here on it is not due soon.

    @classmethod
    def now(cls) -> "Edges":
        last = add_working_days(today(), SOON)
        return cls(now(), start_of_day(today() + ONE_DAY), start_of_day(last + ONE_DAY))


def overdue(at: datetime) -> Q:
    """Of open reports, those that are late."""
    return RUNS & Q(due_at__lt=at)


def conditions(edges: Edges) -> Mapping[Risk, Q]:
    """Of open reports, those that lie in each bucket."""
    return {
        Risk.OVERDUE: overdue(edges.at),
        Risk.TODAY: RUNS & Q(due_at__gte=edges.at, due_at__lt=edges.tonight),
        Risk.SOON: RUNS & Q(due_at__gte=edges.tonight, due_at__lt=edges.later),
        Risk.WAITING: Q(state__in=sorted(PAUSED)),
        Risk.PAUSED: Q(paused_at__isnull=False) & ~Q(state__in=sorted(PAUSED)),
        Risk.ON_TIME: RUNS & Q(due_at__gte=edges.later),
    }


def risk_of(report: models.Model, edges: Edges) -> Risk | None:
    """The bucket of one report, by the same rule; none for a closed one."""
    if report.closed_at is not None:
        return None
    if report.state in PAUSED:
        return Risk.WAITING
    if report.paused_at is not None:
        return Risk.PAUSED
    ends = [(edges.at, Risk.OVERDUE), (edges.tonight, Risk.TODAY), (edges.later, Risk.SOON)]
    return next((risk for end, risk in ends if report.due_at < end), Risk.ON_TIME)
