"""A report goes on to whom routing names: when its agency refuses it, or it is of another kind."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Agency, User
from portal.common.workflow import StepRefused
from services.reports.actions.step import locked, take_step
from services.reports.actions.telling import remember
from services.reports.models import Category, Report, ReportEvent
from services.reports.routing import Decision, decide
from services.reports.why_here import REFUSE, ROUTING, SENT_ON
from services.reports.workflow import STEPS, State

CATEGORY = "recategorise"
# In these nobody has begun yet, and the next agency finds it as it is; else it is received anew.
UNBEGUN = frozenset({State.SUBMITTED, State.RECEIVED, State.REOPENED})
GOES = ("agency", "team", "assignee", "state", "scheduled_on")


def refused_by(events: Iterable[ReportEvent]) -> frozenset[int]:
    """The agencies that have said of this report that it belongs to others, by their keys."""
    return frozenset(event.details["refused_by"] for event in events if event.step == REFUSE)


def send_on(report: Report, decision: Decision) -> dict[str, Any]:
    """Lay it on the other agency's desk, unsaved; gives what the event remembers.

    Its clock runs as it ran. Whoever had it in hand there has it no more.
    """
    before, report.agency = report.agency, decision.agency
    report.team, report.assignee, report.scheduled_on = decision.team, None, None
    report.state = report.state if report.state in UNBEGUN else State.RECEIVED
    return {
        "from": before.code,
        "from_name": before.name,
        "to": decision.agency.code,
        "name": decision.agency.name,
        ROUTING: decision.facts,
    }


def belongs_elsewhere(report: Report, category: Category) -> Decision | None:
    """Where routing sends a report of this other kind, if not where it lies and if it may go."""
    if report.state not in STEPS["transfer"].sources:
        return None
    without = refused_by(report.events.all())
    asked = (category, report.commune, report.created_at, report.answers)
    decision = decide(*asked, without=without)
    return decision if decision.agency != report.agency else None


@transaction.atomic
def recategorise(
    report: Report,
    *,
    by: User,
    category: Category,
    send_to: Agency | None = None,
    note: str = "",
    seen: str = "",
) -> Report:
    """File it under another kind, and send it where that kind goes, if so wished: in one step.

    `send_to` is the agency that whoever decided has read; to another one nothing is sent.
    """
    report = take_step(report, CATEGORY, by=by, category=category, note=note, seen=seen)
    if send_to is None:
        return report
    decision = belongs_elsewhere(report, category)
    if decision is None or decision.agency != send_to:
        raise StepRefused(_("The rules have changed meanwhile: look again where it goes."))
    return go(locked(report), decision, by=by)


def go(report: Report, decision: Decision, *, by: User) -> Report:
    """Send it on, and remember why; whoever sent it sees only that another agency has it now."""
    details = send_on(report, decision)
    report.save(update_fields=[*GOES, "is_listed"])
    remember(report, SENT_ON, by=by, is_public=False, details=details)
    return report
