"""What an officer's phone is told of a report: enough to find the place, and nobody's name."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Agency
from portal.common.dates import show_day
from services.reports.actions.in_field import ARRIVED, IN_FIELD
from services.reports.models import Report
from services.reports.models.report_querysets import ReportQuerySet
from services.reports.pairs import has_before
from services.reports.workflow import HANDLE, IN_HAND, OPEN, STEPS

MOST = 100  # On one list: nobody drives to more in a day, and a cheap phone keeps them.


def to_handle(user) -> ReportQuerySet:
    """What this officer may handle; anything else does not exist out there."""
    named = Report.objects.filter(agency__in=Agency.objects.where(user, HANDLE))
    return named.select_related("category", "commune", "agency").prefetch_related("photos")


def list_of(user, *, is_whole: bool = False) -> list[Report]:
    """What is in hand: hers, or all of her agency where nothing is hers or she asks for it."""
    ours = to_handle(user).filter(state__in=IN_HAND).soonest_due_first()
    hers = [] if is_whole else list(ours.filter(assignee=user)[:MOST])
    return hers or list(ours[:MOST])


def told(report: Report) -> dict[str, Any]:
    """One report as the list, its own page and the phone's memory have it."""
    has_pin = report.lat is not None and report.lon is not None
    return {
        "reference": report.reference,
        "url": reverse("field_report", args=[report.reference]),
        "kind": report.category.name,
        "words": report.public_description,
        "address": report.public_address,
        "commune": report.commune.name,
        "pin": f"{report.lat:.5f},{report.lon:.5f}" if has_pin else "",
        "state": report.state,
        "state_label": str(report.state_at_desk),
        "due": _("Due on %(day)s") % {"day": show_day(report.due_at)},
        "late": _("Overdue") if report.is_overdue else "",
        "pair": pair_of(report),
        "needs_pair": report.category.needs_pair,
        "seen": report.head,
    }


def pair_of(report: Report) -> str:
    """Which photos this kind still wants, if it wants any."""
    if not report.category.needs_pair:
        return ""
    if has_before(report):
        return _("To resolve it, take a photo of how it looks afterwards.")
    return _("Take a photo before the work, with “I am there”, and one afterwards.")


def steps() -> dict[str, dict[str, Any]]:
    """What may be done out there: from which states, to which, and whether a note is owed."""
    there = {"label": _("I am there"), "sources": sorted(OPEN), "target": None, "note": False}
    return {ARRIVED: there} | {name: step_of(name) for name in IN_FIELD}


def step_of(name: str) -> dict[str, Any]:
    step = STEPS[name]
    return {
        "label": str(step.label),
        "sources": sorted(step.sources),
        "target": step.target,
        "note": step.needs_note,
    }
