"""One report on its officers' desk: found, shown, and shown again after each of their posts."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portal.common.admin import frame
from portal.common.workflow import StepRefused
from services.operations import note_texts, report_page, side_panels
from services.operations.report_page import step_form
from services.reports.models import Report
from services.reports.urls import REFERENCE
from services.reports.workflow import HANDLE

ICON = "comment"
ONE = rf"^phan-anh/{REFERENCE}/"
PHOTO = rf"{ONE}anh/(?P<position>[0-9]{{1,4}})/"
NOT_NOW = gettext_lazy("This step is not possible now: look at what changed.")


def on_my_desk(user, reference: str, *, to_handle: bool = False) -> Report:
    """The report with this reference, if this officer may see it, or handle it."""
    reports = (
        Report.objects.visible_to(user)
        .with_card()
        .with_timeline()
        .select_related("reporter", "assignee", "team", "entered_by")
        .with_parts()
    )
    report = get_object_or_404(reports, reference=reference.upper())
    if to_handle and not user.has_perm(HANDLE, report.agency):
        raise PermissionDenied
    return report


def show(request, report: Report, form=None, *, original=None, status: int = 200, **sent):
    """One report as its officers see it, with the steps this one may take now.

    `sent` holds the form that was just sent and is shown again with what is wrong in it.
    """
    steps = form or step_form(request.user, report)
    page = report_page.content(report, user=request.user, steps=steps, **sent)
    page |= note_texts.beside_notes(page, request.user, request.GET.get(note_texts.ASKED, ""))
    beside = side_panels.panels(report, request)
    here = furniture(report.title, {"url": "", "label": report.reference})
    context = here | page | (original or {}) | {"side_panels": beside, "media": beside.media}
    return render(request, "operations/reports/detail.html", context, status=status)


def again(request, report: Report, part: str) -> Callable[..., HttpResponse]:
    """What shows the page once more, with the form that was sent in this part of it."""
    return lambda form, *, status: show(request, report, status=status, **{part: form})


def decide(request, report: Report, action: Callable, said: str, **told) -> HttpResponse:
    """Do what a button alone asks for."""
    try:
        action(report, by=request.user, **told)
    except StepRefused as refusal:
        return refuse(request, report, str(refusal))
    return say(request, report, said)


def say(request, report: Report, sentence: str) -> HttpResponse:
    """Say what was done; whoever sent the report on to others goes back to the list."""
    messages.success(request, sentence)
    return back_to(request, report)


def saying(request, report: Report, sentence: str) -> Callable[..., HttpResponse]:
    """What says this, whatever the action gives."""
    return lambda _done: say(request, report, sentence)


def say_where_it_stands(request, report: Report) -> HttpResponse:
    note_texts.count_use(request.user, request.POST.get("text", ""))
    facts = {"reference": report.reference, "state": report.state_at_desk}
    return say(request, report, _("%(reference)s is now: %(state)s.") % facts)


def back_to(request, report: Report) -> HttpResponse:
    if not Report.objects.visible_to(request.user).filter(pk=report.pk).exists():
        return redirect("desk_reports")
    return redirect("desk_report", reference=report.reference)


def refuse(request, report: Report, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("desk_report", reference=report.reference)


def furniture(title: str, *trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    desk = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
    return frame(title, ICON, desk, *trail)
