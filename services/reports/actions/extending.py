"""More time for a report: once, for a reason, to a day that is promised anew."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.workflow import StepRefused
from portal.jobs.queue import enqueue
from portal.workdays.calendar import end_of_day, is_working_day
from services.reports import letters
from services.reports.actions.step import locked
from services.reports.actions.telling import remember, tell
from services.reports.models import Report, ReportEvent
from services.reports.tasks import tell_others
from services.reports.workflow import HANDLE

EXTEND = "extend"
LONGEST = timedelta(days=60)


@transaction.atomic
def extend(report: Report, *, by: User, until: date, note: str) -> Report:
    """Promise another day, remember why, and tell whoever waits for it."""
    report = locked(report)
    check(report, by=by, until=until, note=note)
    report.due_at = end_of_day(until)
    report.save(update_fields=["due_at"])
    event = remember(report, EXTEND, by=by, note=note, due_at=report.due_at)
    tell(event, "reports/extended", **letters.date_of(report))
    enqueue(tell_others, event.pk)
    return report


def check(report: Report, *, by: User, until: date, note: str) -> None:
    """Refuse with a sentence unless this officer may promise this day."""
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    if not may_have_more(report, report.events.all()):
        raise StepRefused(_("Only an open report can be given more time, and only once."))
    if not note.strip():
        raise StepRefused(_("Write a note first: the resident will read it."))
    after, last = span(report)
    if not after < until <= last or not is_working_day(until):
        days = {"after": show_day(after), "last": show_day(last)}
        raise StepRefused(_("Choose a working day after %(after)s and not after %(last)s.") % days)


def may_have_more(report: Report, events: Iterable[ReportEvent]) -> bool:
    """Whether it is open and was never given more time before."""
    return report.is_open and not any(event.step == EXTEND for event in events)


def span(report: Report) -> tuple[date, date]:
    """After which day the new date must lie, and which is the last one possible."""
    after = max(timezone.localdate(report.due_at), today())
    return after, after + LONGEST
