"""When a report is due: working days of its category, which stand still while she is waited for."""

from datetime import datetime

from django.utils import timezone

from portal.common.moments import now, today
from portal.workdays.calendar import add_working_days, end_of_day, working_days_between
from services.reports.models import Report
from services.reports.workflow import CLOSED, PAUSE, PAUSED, STEPS, UNPAUSE


def due(target_days: int) -> datetime:
    """When something received now is due: the receiving day is not counted."""
    return end_of_day(add_working_days(today(), target_days))


def stops(step: str, state: str) -> bool:
    """Whether the clock stands still after this step has led to this state."""
    return state in PAUSED or step == PAUSE


def goes_on(step: str, state: str) -> bool:
    """Whether a clock that stood still runs again after this step has led to this state."""
    moves = step in STEPS and STEPS[step].target is not None
    return step == UNPAUSE or (moves and state not in PAUSED)


def starts_anew(before: str, state: str) -> bool:
    """Whether a report has its whole time anew: it was closed, and is open again."""
    return before in CLOSED and state not in CLOSED


def follow(report: Report, step: str, state: str) -> None:
    """Let the clock do what it does when this step leads the report to this state."""
    if starts_anew(report.state, state):
        report.due_at = due(report.category.target_days)
    if report.paused_at is None and stops(step, state):
        report.paused_at = now()
    elif report.paused_at is not None and goes_on(step, state):
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
