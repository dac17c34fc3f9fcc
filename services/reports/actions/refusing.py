"""An agency says that a report belongs to others: soon after it came, once, and with a reason."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Agency, User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.workflow import StepRefused
from portal.workdays.calendar import add_working_days
from services.reports.actions.sending_on import refused_by, send_on
from services.reports.actions.step import locked, move, refuse_stale
from services.reports.models import Report, ReportEvent
from services.reports.routing import Decision, Matter, Rulebook, to_the_city
from services.reports.why_here import ARRIVALS, REFUSE
from services.reports.workflow import STEPS

# Working days after the one on which it came. The portal promises that an officer reads a report
# within a working day: whoever has read it knows whose it is, and the resident's clock runs on.
REFUSE_WITHIN = 1

# So many agencies may say so before people decide instead of rules.
CITY_DECIDES_AFTER = 2


@transaction.atomic
def refuse(report: Report, *, by: User, note: str, seen: str = "") -> Report:
    """Give it back, with the reason that whoever gets it next reads; the rules say who that is.

    After the second time it lies with the city, whose coordinators decide. Its clock runs on.
    """
    report = locked(report)
    refuse_stale(report, seen, by=by)
    step, events = STEPS[REFUSE], list(report.events.order_by("pk"))
    if not note.strip():
        raise StepRefused(_("Write why it belongs to others: whoever gets it next reads that."))
    step.check(report.state, by=by, at=report.agency, note=note)
    if sentence := why_not(report, events):
        raise StepRefused(sentence)
    details = {"refused_by": report.agency_id} | send_on(report, next_for(report, events))
    fields = ("agency", "team", "assignee")
    return move(report, REFUSE, step, by=by, note=note, details=details, fields=fields)


def next_for(report: Report, events: Iterable[ReportEvent]) -> Decision:
    """To whom it goes now: never again to those that have refused it."""
    refused = refused_by(events) | {report.agency_id}
    book = Rulebook.read(report.created_at)
    try:
        if len(refused) >= CITY_DECIDES_AFTER:
            return to_the_city(book.offices)
        matter = Matter(report.category, report.commune, report.created_at, report.answers)
        return book.decide(matter, without=refused)
    except Agency.DoesNotExist:
        raise StepRefused(
            _("There is nobody else to whom it could go. Ask an administrator.")
        ) from None


def why_not(report: Report, events: Iterable[ReportEvent]) -> str:
    """Why this agency may not refuse it, as a sentence with a way on; nothing, if it may."""
    if report.agency.kind == Agency.Kind.CITY:
        return _("The city decides on it: send it to the agency to which it belongs.")
    if report.agency_id in refused_by(events):
        return _("You have refused it once, and a coordinator has decided: write to them.")
    if today() > (last := refuse_until(report, events)):
        told = _("It could be refused until %(day)s. Ask a coordinator to send it on.")
        return told % {"day": show_day(last)}
    return ""


def refuse_until(report: Report, events: Iterable[ReportEvent]) -> date:
    """The last day on which the agency where it lies may refuse it."""
    came = [event.at for event in events if event.step in ARRIVALS]
    day = timezone.localdate(max(came, default=report.created_at))
    return add_working_days(day, REFUSE_WITHIN)
