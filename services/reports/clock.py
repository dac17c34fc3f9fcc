"""When a report is due: working days of its category, which stand still while she is waited for."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.moments import now, today
from portal.common.workflow import StepRefused
from portal.workdays.calendar import add_working_days, end_of_day, working_days_between
from services.reports.models import Report
from services.reports.workflow import CLOSED, PAUSED


def due(target_days: int) -> datetime:
    """When something received now is due: the receiving day is not counted."""
    return end_of_day(add_working_days(today(), target_days))


def enter(report: Report, state: str) -> None:
    """Stop the clock when the report comes into a state that waits; let it run on afterwards.

    What was closed and is open again has its whole time anew.
    """
    waits = state in PAUSED
    if report.state in CLOSED and state not in CLOSED:
        report.due_at = due(report.category.target_days)
    if waits and report.paused_at is None:
        report.paused_at = now()
    elif not waits and report.paused_at is not None:
        run_on(report)


def run_on(report: Report) -> None:
    """Let a clock that stands still run on, later by as long as it stood."""
    if report.paused_at is None:
        raise StepRefused(_("The clock does not stand still."))
    report.due_at = later_by_the_wait(report)
    report.paused_at = None


def later_by_the_wait(report: Report) -> datetime:
    """The due date, later by as many working days as were waited."""
    waited = working_days_between(timezone.localdate(report.paused_at), today())
    if waited <= 0:
        return report.due_at
    return end_of_day(add_working_days(timezone.localdate(report.due_at), waited))


def days_left(report: Report) -> int:
    """Working days until it is due; 0 on the day itself, negative when it is late."""
    return working_days_between(today(), timezone.localdate(report.due_at))
