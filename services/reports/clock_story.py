"""Why a report is due when it is: the clock's own account, sentence by sentence.

It is read from the history alone, so that it says what was promised and what moved it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.dates import show_day
from portal.common.moments import today
from portal.workdays.calendar import WorkingCalendar
from services.reports import details
from services.reports.clock import goes_on, starts_anew, stops
from services.reports.models import Report, ReportEvent
from services.reports.workflow import PAUSED

EXTEND = "extend"
PROMISED = "days"  # In the details of the first event.


@dataclass(frozen=True)
class Chapter:
    """Something that set, stopped or moved the date."""

    day: date
    text: str


def told(report: Report, events: Sequence[ReportEvent]) -> list[Chapter]:
    """From its first day to where the clock stands now; `events` in the order of their writing."""
    calendar = WorkingCalendar.read(timezone.localdate(report.created_at))
    between = [*days_off(report, calendar), *moves(report, events, calendar)]
    return [
        start(report, events, calendar),
        *sorted(between, key=lambda chapter: chapter.day),
        now_at(report, calendar),
    ]


def start(report: Report, events: Sequence[ReportEvent], calendar: WorkingCalendar) -> Chapter:
    """What was promised when it came in; its kind, or the target of its kind, may differ now."""
    day, days = timezone.localdate(report.created_at), promised_days(report, events)
    facts = {"days": days, "due": show_day(calendar.add_working_days(day, days))}
    text = ngettext(
        "Sent. %(days)s working day for this kind, not counting that day: due on %(due)s.",
        "Sent. %(days)s working days for this kind, not counting that day: due on %(due)s.",
        days,
    )
    return Chapter(day, text % facts)


def promised_days(report: Report, events: Sequence[ReportEvent]) -> int:
    remembered = events[0].details.get(PROMISED) if events else None
    return remembered or report.category.target_days


def days_off(report: Report, calendar: WorkingCalendar) -> Iterator[Chapter]:
    """The days on the way that are not as their weekday would have it."""
    first, last = timezone.localdate(report.created_at), report.due_on
    for day, special in calendar.special_days_between(first, last):
        words = _("A working day: %(why)s.") if special.is_working else _("A day off: %(why)s.")
        yield Chapter(day, words % {"why": special.reason})


def moves(
    report: Report, events: Sequence[ReportEvent], calendar: WorkingCalendar
) -> Iterator[Chapter]:
    """What stopped the clock, let it run on, gave it more time or began it anew."""
    since, before = None, ""
    for event in events:
        day = timezone.localdate(event.at)
        if starts_anew(before, event.state):
            yield Chapter(day, _("Open again, with its whole time anew."))
        if since is None and stops(event.step, event.state):
            since = day
            yield Chapter(day, why_stopped(event))
        elif since is not None and goes_on(event.step, event.state):
            yield Chapter(day, ran_on(calendar.working_days_between(since, day), event))
            since = None
        if event.step == EXTEND:
            yield Chapter(day, _("Given more time, once: due on %(day)s.") % due(event))
        before = event.state


def why_stopped(event: ReportEvent) -> str:
    if event.state in PAUSED:
        return _("The clock stands still: the resident is waited for.")
    grounds = "; ".join(details.in_words(event))
    return _("The clock stands still. %(grounds)s.") % {"grounds": grounds}


def ran_on(days: int, event: ReportEvent) -> str:
    if not event.due_at:
        return _("The clock runs on; no working day had passed.")
    facts = {"days": days, "day": show_day(event.due_at)}
    return (
        ngettext(
            "The clock runs on after %(days)s working day: due on %(day)s.",
            "The clock runs on after %(days)s working days: due on %(day)s.",
            days,
        )
        % facts
    )


def due(event: ReportEvent) -> dict[str, str]:
    return {"day": show_day(event.due_at) if event.due_at else ""}


def now_at(report: Report, calendar: WorkingCalendar) -> Chapter:
    """Where the clock stands today, or stood when it ended."""
    if report.closed_at:
        return Chapter(timezone.localdate(report.closed_at), ended(report))
    if report.paused_at:
        return Chapter(today(), _("Today: the clock stands still."))
    days = calendar.working_days_between(today(), report.due_on)
    return Chapter(today(), left(days) if days >= 0 else late(-days))


def ended(report: Report) -> str:
    in_time = report.closed_at is not None and report.closed_at <= report.due_at
    return _("Closed in time.") if in_time else _("Closed after the promised day.")


def left(days: int) -> str:
    if not days:
        return _("Today is the last day.")
    words = ngettext("%(days)s working day left.", "%(days)s working days left.", days)
    return words % {"days": days}


def late(days: int) -> str:
    words = ngettext("%(days)s working day late.", "%(days)s working days late.", days)
    return words % {"days": days}
