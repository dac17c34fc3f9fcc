"""Merging a report into another, parting the two again, and splitting one into parts."""

from functools import partial

from django.db.models import QuerySet
from django.shortcuts import render
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Agency, User
from portal.common.acting import act, sent
from portal.common.workflow import StepRefused
from services.operations.merging_forms import ApartForm, MergeForm, SplitForm
from services.operations.one_report import (
    ONE,
    again,
    furniture,
    on_my_desk,
    say_where_it_stands,
    saying,
)
from services.operations.report_page import steps_now
from services.reports import actions, parts
from services.reports.models import Report
from services.reports.nearby import Similar, similar_to
from services.reports.workflow import HANDLE

LOOKED_AT = 12  # Of those that are like it; not all of them are this officer's.
SHOWN = 6


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, reference: str):
    """Choose the report as which this one goes on, see that it is the same thing, and merge."""
    report = on_my_desk(request.user, reference, to_handle=True)
    seen, alike = {"seen": report.head}, similar(request.user, report)
    form = MergeForm(*sent(request), user=request.user, similar=alike, initial=seen)

    def go_on_as(form) -> Report:
        told = {name: form.cleaned_data[name] for name in ("into", "note", "seen")}
        return actions.merge(report, by=request.user, **told)

    then = partial(say_where_it_stands, request)
    return act(form, go_on_as, show=partial(page, request, report, "merge"), then=then)


@require_POST
def unmerge(request, reference: str):
    """Make two of one again; a refusal stands above the note, which is kept."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = ApartForm(request.POST, prefix="unmerge")

    def part(form) -> Report:
        return actions.unmerge(report, by=request.user, **form.cleaned_data)

    then = partial(say_where_it_stands, request)
    return act(form, part, show=again(request, report, "apart"), then=then)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request, reference: str):
    """Describe the parts and who sees to each; “more rows” keeps what was written."""
    report = on_my_desk(request.user, reference, to_handle=True)
    seen = {"seen": report.head}
    form = SplitForm(*sent(request), user=request.user, report=report, initial=seen)
    if "more" in request.POST:
        form.ask_again()
        return page(request, report, "split", form, status=200)

    def divide(form) -> Report:
        told = {name: form.cleaned_data[name] for name in ("note", "seen")}
        return actions.split(report, form.given, by=request.user, **told)

    then = saying(request, report, _("%(reference)s is split.") % {"reference": report.reference})
    return act(form, divide, show=partial(page, request, report, "split"), then=then)


def page(request, report: Report, step: str, form, *, status: int):
    """The form of a step on a page of its own; where it is not possible now, why."""
    title, template = PAGES[step]
    here = {"url": reverse("desk_report", args=[report.reference]), "label": report.reference}
    context = furniture(title, here, {"url": "", "label": title}) | {
        "report": report,
        "form": form,
        "why_not": why_not(request.user, report, step),
    }
    return render(request, template, context, status=status)


PAGES = {
    "merge": (gettext_lazy("Merge into another report"), "operations/reports/merge.html"),
    "split": (gettext_lazy("Split into parts"), "operations/reports/split.html"),
}


def why_not(user: User, report: Report, step: str) -> str:
    """Why this step is not possible now; "" where it is."""
    if step in steps_now(user, report):
        return ""
    if report.parent_id and step in parts.NOT_FOR_PARTS:
        return str(parts.NOT_FOR_PARTS[step])
    try:
        parts.refuse_while_parts_are_open(report)
    except StepRefused as refusal:
        return str(refusal)
    facts = {"state": report.state_at_desk}
    return _("This is not possible while the report is: %(state)s.") % facts


def similar(user: User, report: Report) -> list[Similar]:
    """The open reports that may be the same thing and that this officer handles too."""
    found = similar_to(
        category=report.category,
        commune=report.commune,
        description=report.description,
        address=report.address,
        lat=report.lat,
        lon=report.lon,
        accuracy_m=report.accuracy_m,
        most=LOOKED_AT,
    )
    hers = set(handled_by(user).values_list("pk", flat=True))
    others = [one for one in found if one.report.pk != report.pk]
    return [one for one in others if one.report.agency_id in hers][:SHOWN]


def handled_by(user: User) -> QuerySet[Agency]:
    return Agency.objects.where(user, HANDLE)


urlpatterns = [
    re_path(rf"{ONE}gop/$", merge, name="desk_report_merge"),
    re_path(rf"{ONE}tach/$", unmerge, name="desk_report_unmerge"),
    re_path(rf"{ONE}chia/$", split, name="desk_report_split"),
]
