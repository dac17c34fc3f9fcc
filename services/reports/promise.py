"""Where a report stands and by when it is promised, in sentences that everyone understands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.common.dates import show_day
from services.reports import clock
from services.reports.models import Report
from services.reports.workflow import PAUSED, State

STANDING = {
    State.SUBMITTED: gettext_lazy("%(agency)s has it; an officer reads it soon."),
    State.RECEIVED: gettext_lazy("%(agency)s has read it and will see to it."),
    State.ASSIGNED: gettext_lazy("%(agency)s has given it to an officer."),
    State.IN_PROGRESS: gettext_lazy("%(agency)s is seeing to it."),
    State.WAITING: gettext_lazy("%(agency)s has a question before it can go on."),
    State.PARTNER: gettext_lazy("%(agency)s has asked another body to help."),
    State.SCHEDULED: gettext_lazy("%(agency)s has planned when it will be done."),
    State.REOPENED: gettext_lazy("%(agency)s looks at it once more."),
    State.RESOLVED: gettext_lazy("%(agency)s says that it is done."),
    State.DECLINED: gettext_lazy("%(agency)s does not handle it; the reason stands below."),
    State.MERGED: gettext_lazy("It was joined with another report of the same thing."),
    State.WITHDRAWN: gettext_lazy("Whoever sent it has withdrawn it."),
    State.SPAM: gettext_lazy("An officer found that this is no report."),
}


def standing(report: Report) -> str:
    """How far it is, and who holds it."""
    return STANDING[State(report.state)] % {"agency": report.agency.name}


def promise(report: Report, *, is_mine: bool = False) -> str:
    """By when it will be done, or whether it was done in time; nothing where nothing is owed."""
    if report.state == State.RESOLVED:
        return kept(report)
    if not report.is_open:
        return ""
    if report.paused_at:
        return paused(report, is_mine=is_mine)
    return overdue(report) if report.is_overdue else ahead(report)


def kept(report: Report) -> str:
    day = {"day": show_day(report.closed_at)}
    if report.closed_at <= report.due_at:
        return _("Done on %(day)s, in time") % day
    return _("Done on %(day)s, later than promised") % day


def paused(report: Report, *, is_mine: bool) -> str:
    day = {"day": show_day(report.paused_at)}
    if report.state not in PAUSED:
        return _("The date has stood still since %(day)s, for the reason below") % day
    if is_mine:
        return _("We wait for your answer; the date has stood still since %(day)s") % day
    return _(
        "We wait for an answer from whoever sent it; the date has stood still since %(day)s"
    ) % (day)


def overdue(report: Report) -> str:
    days = -clock.days_left(report)
    facts = {"day": show_day(report.due_at), "number": days}
    if days < 1:
        return _("To be done by %(day)s · has just become late") % facts
    return (
        ngettext(
            "To be done by %(day)s · %(number)d working day late",
            "To be done by %(day)s · %(number)d working days late",
            days,
        )
        % facts
    )


def ahead(report: Report) -> str:
    days = clock.days_left(report)
    facts = {"day": show_day(report.due_at), "number": days}
    if days < 1:
        return _("To be done by %(day)s · today is the last day") % facts
    return (
        ngettext(
            "To be done by %(day)s · %(number)d working day left",
            "To be done by %(day)s · %(number)d working days left",
            days,
        )
        % facts
    )
