"""The officers' desk for reports: what waits, one report, the next step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.common.workflow import StepRefused, possible
from services.operations import message_desk, queues
from services.operations.forms import DeskForm, StepForm
from services.privacy.actions.looks import REVEAL, record_look
from services.privacy.models import Look
from services.reports import actions, telling
from services.reports.models import Report
from services.reports.urls import REFERENCE
from services.reports.workflow import HANDLE, STEPS

PER_PAGE = 40
ICON = "comment"


@require_safe
def show_desk(request):
    """The reports of this officer's agencies, soonest due first."""
    if not request.user.has_perm("reports.view_desk"):
        raise PermissionDenied
    form = DeskForm(request.GET, views=queues.VIEWS)
    found = queues.reports_for(request.user, **form.chosen)
    context = furniture(pgettext("of residents", "Reports")) | {
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "operations/reports/list.html", context)


@require_safe
def show_report(request, reference: str):
    report = on_my_desk(request.user, reference)
    return show(request, report, StepForm(steps=possible_steps(request.user, report)))


@require_POST
def take_step(request, reference: str):
    """Take the step whose button was pressed; a refusal stands above the note, which is kept."""
    report = on_my_desk(request.user, reference)
    if not request.user.has_perm(HANDLE, report.agency):
        raise PermissionDenied
    form = StepForm(request.POST, steps=possible_steps(request.user, report))
    if not form.is_valid():
        return show(request, report, form, status=422)
    name, note = form.cleaned_data["step"], form.cleaned_data["note"]
    try:
        moved = actions.take_step(report, name, by=request.user, note=note)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, form, status=409)
    facts = {"reference": moved.reference, "state": moved.state_at_desk}
    messages.success(request, _("%(reference)s is now: %(state)s.") % facts)
    return redirect("desk_report", reference=moved.reference)


def show(request, report: Report, form: StepForm, *, status: int = 200):
    """One report as its officers see it, with the steps this one may take now."""
    reveals = request.user.has_perm(REVEAL, report.agency)
    if reveals and report.is_somebodys:
        remember_look(report, by=request.user)
    context = furniture(report.title, {"url": "", "label": report.reference}) | {
        "report": report,
        "facts": telling.facts(report, in_full=True) + telling.contacts(report, in_full=reveals),
        "photos": telling.photos(report),
        "events": report.events.all(),
        "told": message_desk.panel(request.user, report.reference),
        "form": form,
    }
    return render(request, "operations/reports/detail.html", context, status=status)


def remember_look(report: Report, *, by) -> None:
    about, what = report.reference, Look.What.IDENTITY
    record_look(about=about, what=what, by=by, subject=report.reporter, agency=report.agency)


def on_my_desk(user, reference: str) -> Report:
    """The report with this reference, if this officer may see it."""
    reports = Report.objects.visible_to(user).with_card().with_timeline().select_related("reporter")
    return get_object_or_404(reports, reference=reference.upper())


def possible_steps(user, report: Report) -> dict:
    return possible(STEPS, report.state, by=user, at=report.agency)


def furniture(title: str, *trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    desk = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
    return frame(title, ICON, desk, *trail)


urlpatterns = [
    path("phan-anh/", show_desk, name="desk_reports"),
    re_path(rf"^phan-anh/{REFERENCE}/$", show_report, name="desk_report"),
    re_path(rf"^phan-anh/{REFERENCE}/buoc/$", take_step, name="desk_report_step"),
]
