"""How late each running report is getting, and of which of them nobody was told yet.

A report comes through four stages: half of its time is over, it is due on the next working day, it
is late, and it has been late for days. Each is told of once, for each date that was promised; where
a worker slept through one, the next says enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import starmap

from django.utils import timezone

from portal.common.batches import batches
from portal.common.moments import today
from portal.workdays.calendar import LONGEST_LOOK_BACK, WorkingCalendar
from services.reports.models import ClockWarning, Report

HEAD_AFTER = 2  # Working days after the due one; until then its officers may mend it themselves.

Stage = ClockWarning.Stage


@dataclass(frozen=True)
class Running:
    """What one has to know of a report whose clock runs."""

    pk: int
    reference: str
    kind: str
    commune: str
    agency: int
    assignee: int | None
    created_at: datetime
    due_at: datetime

    @property
    def due_on(self) -> date:
        return timezone.localdate(self.due_at)


FIELDS = (
    "pk",
    "reference",
    "category__name",
    "commune__name",
    "agency",
    "assignee",
    "created_at",
    "due_at",
)


class Stages:
    """Which stages a report has come to today; the same days are counted once for all."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.calendar = WorkingCalendar.read(day - LONGEST_LOOK_BACK)
        self.next_day = self.calendar.next_working_day(day)
        self.between = cache(self.calendar.working_days_between)

    def reached_by(self, report: Running) -> list[Stage]:
        """What is to be told of it: how its officers stand, and whether its head should know."""
        days_late = self.between(report.due_on, self.day)
        if report.due_on < self.day:
            return [Stage.LATE, Stage.HEAD] if days_late >= HEAD_AFTER else [Stage.LATE]
        if report.due_on == self.next_day:
            return [Stage.TOMORROW]
        return [Stage.HALF] if self.is_half_over(report) else []

    def is_half_over(self, report: Running) -> bool:
        start = timezone.localdate(report.created_at)
        return 2 * self.between(start, self.day) >= self.between(start, report.due_on) > 1


def untold(agency: int) -> list[tuple[Running, Stage]]:
    """What an agency's officers and head were not told yet, the latest first."""
    stages = Stages(today())
    rows = Report.objects.running().filter(agency=agency)
    found = [
        (report, stage)
        for some in batches(rows)
        for report, stage in fresh(starmap(Running, some.values_list(*FIELDS)), stages)
    ]
    return sorted(found, key=lambda one: (one[0].due_at, one[0].pk))


def fresh(reports: Iterable[Running], stages: Stages) -> Iterator[tuple[Running, Stage]]:
    """Each stage that was not told of before."""
    rows = list(reports)
    told = set(
        ClockWarning.objects.filter(report__in=[report.pk for report in rows]).values_list(
            "report", "stage", "due_on"
        )
    )
    for report in rows:
        for stage in stages.reached_by(report):
            if (report.pk, stage, report.due_on) not in told:
                yield report, stage


def mark_told(told: Iterable[tuple[Running, Stage]]) -> None:
    ClockWarning.objects.bulk_create(
        ClockWarning(report_id=report.pk, stage=stage, due_on=report.due_on)
        for report, stage in told
    )
