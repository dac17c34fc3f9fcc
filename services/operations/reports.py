"""The officers' desk for reports: what waits, one report, the next step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.workflow import StepRefused, possible
from services.operations import queues
from services.operations.forms import DeskForm, StepForm
from services.reports import actions, telling
from services.reports.models import Report
from services.reports.workflow import STEPS
from services.reports.urls import REFERENCE

PER_PAGE = 40


@require_safe
def desk(request):
    must_see_desk(request.user)
    form = DeskForm(request.GET, views=queues.VIEWS)
    chosen = form.chosen
    found = queues.reports_for(request.user, **chosen)
    context = {
        "header_title": _("Reports"),
        "header_icon": "warning",
        "breadcrumbs_items": trail(),
        "form": form,
        "view": chosen["view"],
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "operations/reports/list.html", context)


@require_safe
def detail(request, reference: str):
    report = on_my_desk(request.user, reference)
    context = {
        "header_title": report.title,
        "header_icon": "warning",
        "breadcrumbs_items": [*trail(), {"url": "", "label": report.reference}],
        "report": report,
        "facts": telling.facts(report, in_full=True) + telling.contacts(report),
        "photos": telling.photos(report),
        "events": report.events.all(),
        "form": StepForm(),
        "steps": possible(STEPS, report.state, by=request.user, at=report.agency),
    }
    return render(request, "operations/reports/detail.html", context)


@require_POST
def step(request, reference: str):
    """Take the step whose button was pressed; a refusal is a sentence above the report."""
    report = on_my_desk(request.user, reference)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("desk_report", reference=report.reference)
    try:
        moved = actions.take_step(report, by=request.user, **form.facts)
        said = _("%(reference)s is now: %(state)s.")
        facts = {"reference": moved.reference, "state": moved.get_state_display()}
        messages.success(request, said % facts)
    except StepRefused as refusal:
        messages.error(request, refusal)
    return redirect("desk_report", reference=report.reference)


def on_my_desk(user, reference: str) -> Report:
    reports = Report.objects.visible_to(user).with_card().with_timeline()
    return get_object_or_404(reports, reference=reference)


def must_see_desk(user) -> None:
    if not user.has_perm("reports.view_desk"):
        raise PermissionDenied


def trail() -> list[dict]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("desk_reports"), "label": _("Reports")},
    ]


urlpatterns = [
    path("phan-anh/", desk, name="desk_reports"),
    re_path(rf"^phan-anh/{REFERENCE}/$", detail, name="desk_report"),
    re_path(rf"^phan-anh/{REFERENCE}/buoc/$", step, name="desk_report_step"),
]
