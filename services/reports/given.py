"""What a step is given besides a note: checked, written to the report, remembered in the event.

`STEPS` in workflow.py names what each step needs; here stands what each of these names means.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.models import Agency, Membership, User
from portal.common.dates import show_day
from portal.common.moments import today
from portal.common.workflow import StepRefused
from portal.workdays.calendar import add_working_days, is_working_day
from services.reports.models import Category, Report
from services.reports.reasons import Ground, Reason
from services.reports.workflow import ASKING, HANDLE, STEPS, UNPAUSE

Details = dict[str, Any]


@dataclass(frozen=True)
class Given:
    """One thing that a step needs: the fields that it changes, and how."""

    apply: Callable[[Report, Any], Details]  # Refuses with a sentence; gives what is remembered.
    fields: tuple[str, ...] = ()


def give_officer(report: Report, officer: User) -> Details:
    """Whoever is to do it, from among those who may handle what lies at this agency."""
    here = Membership.objects.serving(HANDLE, [report.agency])
    if not here.filter(user=officer).exists():
        raise StepRefused(_("This officer does not handle reports at this agency."))
    report.assignee = officer
    return {"officer": officer.pk, "name": officer.name}


def give_day(report: Report, day: date) -> Details:
    if day < today() or not is_working_day(day):
        raise StepRefused(_("Choose a working day from today on."))
    if today() <= (last := report.due_on) < day:
        raise StepRefused(
            _("The report is due on %(day)s: give it more time first.") % {"day": show_day(last)}
        )
    report.scheduled_on = day
    return {"day": day.isoformat()}


@dataclass(frozen=True)
class Refusal:
    """Why it is not handled, and who decides on it instead where somebody does."""

    reason: Reason
    right_agency: str = ""


def give_reason(_report: Report, refusal: Refusal) -> Details:
    if refusal.reason == Reason.NOT_OURS and not refusal.right_agency:
        raise StepRefused(_("Write who decides on it, so that the resident can turn there."))
    right = {"right_agency": refusal.right_agency} if refusal.right_agency else {}
    return {"reason": refusal.reason.value} | right


def give_category(report: Report, category: Category) -> Details:
    """Another kind; the clock stays as it is, and what becomes private is hidden at once."""
    if category == report.category:
        raise StepRefused(_("It is of this kind already."))
    before, report.category = report.category, category
    report.is_private |= category.is_private  # What was promised to stay private stays so.
    report.derive()
    return {"from": before.code, "to": category.code, "name": category.name}


def give_agency(report: Report, agency: Agency) -> Details:
    if agency == report.agency or not agency.is_open:
        raise StepRefused(_("Choose another agency, one that is open."))
    before, report.agency = report.agency, agency
    report.assignee = report.team = None
    return {"from": before.code, "to": agency.code, "name": agency.name}


@dataclass(frozen=True)
class Documented:
    """A ground on which the clock may stand still, and the paper that says so."""

    ground: Ground
    document: str


def give_ground(report: Report, documented: Documented) -> Details:
    if report.paused_at is not None:
        raise StepRefused(_("The clock stands still already."))
    return {"ground": documented.ground.value, "document": documented.document}


GIVEN = {
    "officer": Given(give_officer, ("assignee",)),
    "day": Given(give_day, ("scheduled_on",)),
    "reason": Given(give_reason),
    "category": Given(give_category, ("category", "is_private", "is_listed", "folded")),
    "agency": Given(give_agency, ("agency", "team", "assignee")),
    "ground": Given(give_ground),
}


def check_that_it_stands(report: Report) -> Details:
    if report.paused_at is None:
        raise StepRefused(_("The clock does not stand still."))
    return {}


def promise_a_day(_report: Report) -> Details:
    """The last day for an answer to what is asked today: remembered, so that it stays promised."""
    until = add_working_days(today(), settings.REPORT_ANSWER_DAYS)
    return {"until": until.isoformat()}


# What some steps look at and remember without being given anything.
BY_ITSELF: dict[str, Callable[[Report], Details]] = {
    UNPAUSE: check_that_it_stands,
    **dict.fromkeys(ASKING, promise_a_day),
}


def apply(name: str, report: Report, given: Mapping[str, Any]) -> tuple[Details, list[str]]:
    """Write to the report what this step was given; what to remember, and which fields changed.

    Raises StepRefused when something is missing or cannot be so.
    """
    details = BY_ITSELF[name](report) if name in BY_ITSELF else {}
    fields: list[str] = []
    for needed in STEPS[name].needs:
        if given.get(needed) is None:
            raise StepRefused(_("Something is missing: fill in the form of this step."))
        details |= GIVEN[needed].apply(report, given[needed])
        fields += GIVEN[needed].fields
    return details, fields
