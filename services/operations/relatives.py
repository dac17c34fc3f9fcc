"""A report among others, as its officers see it: where it goes on, its parts, the ways on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from services.operations.merging_forms import ApartForm
from services.reports.models import Merging, Report
from services.reports.workflow import HANDLE, STEPS, State

PAGES = ("merge", "split")  # The steps that have a page of their own.
MOST_ABSORBED = 50


def panel(user: User, report: Report, *, steps: dict, apart: ApartForm | None = None) -> dict:
    """Where it goes on, what it is a part of, its parts, what was merged into it, and what may be
    done about it.
    """
    merging = standing(report)
    return {
        "goes_on": named(user, merging.into) if merging else None,
        "apart": apart or apart_form(user, report, merging),
        "undone_until": merging.undone_until if merging else None,
        "whole": named(user, whole_of(report)),
        "parts": [named(user, part) for part in report.parts.all()],
        "absorbed": [named(user, one.report) for one in absorbed(report)],
        "ways": [way(report, name) for name in PAGES if name in steps],
    }


def standing(report: Report) -> Merging | None:
    if report.state != State.MERGED:
        return None
    found = report.mergings.standing().select_related("into__category", "into__agency")
    return found.first()


def apart_form(user: User, report: Report, merging: Merging | None) -> ApartForm | None:
    """The form that parts the two again, while that is possible."""
    may = merging and not merging.is_lasting and user.has_perm(HANDLE, report.agency)
    return ApartForm(prefix="unmerge", initial={"seen": report.head}) if may else None


def whole_of(report: Report) -> Report | None:
    found = Report.objects.select_related("category", "agency")
    return found.filter(pk=report.parent_id).first() if report.parent_id else None


def absorbed(report: Report):
    """What was merged into it and stays so, the newest first."""
    found = report.absorbings.standing().select_related("report__category", "report__agency")
    return found.order_by("-pk")[:MOST_ABSORBED]


def named(user: User, report: Report | None) -> dict | None:
    """A report in a list; the way to it only for the officers of its desk."""
    if report is None:
        return None
    sees = user.has_perm("reports.view_desk", report.agency)
    return {
        "reference": report.reference,
        "url": reverse("desk_report", args=[report.reference]) if sees else "",
        "title": report.category.name,
        "agency": report.agency.name,
        "state": report.state_at_desk,
        "tone": report.tone,
    }


def way(report: Report, name: str) -> dict:
    label = _("%(step)s…") % {"step": STEPS[name].label}
    return {"label": label, "url": reverse(f"desk_report_{name}", args=[report.reference])}
