"""The officers' desk for reports: one report, the next step; what waits stands in queue.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.common.dates import show_day
from portal.common.workflow import StepRefused
from services.operations import (
    note_texts,
    partners,
    refusing,
    report_page,
    saved_filters,
    side_panels,
)
from services.operations.forms import NoteForm
from services.operations.given_forms import form_of
from services.operations.queue import QueueView
from services.operations.report_page import extend_form, given_form, step_form
from services.privacy.actions.looks import REVEAL
from services.reports import actions
from services.reports.models import Report
from services.reports.urls import REFERENCE
from services.reports.workflow import HANDLE

ICON = "comment"


@require_safe
def show_report(request, reference: str):
    report = on_my_desk(request.user, reference)
    return show(request, report)


@require_POST
def show_original(request, reference: str):
    """The words as they were written, on this one page; whoever asks is remembered."""
    report = on_my_desk(request.user, reference)
    if not request.user.has_perm(REVEAL, report.agency):
        raise PermissionDenied
    return show(request, report, original=report_page.original(report, by=request.user))


@require_POST
def take_step(request, reference: str):
    """Take the step whose button was pressed; a refusal stands above the note, which is kept."""
    report = on_my_desk(request.user, reference, to_handle=True)
    name = request.POST.get("step", "")
    if form_of(name) is not None:
        return take_given_step(request, report, name)
    form = step_form(request.user, report, request.POST, request.FILES)
    if not form.is_valid():
        return show(request, report, form, status=422)
    told = dict(form.cleaned_data)
    try:
        moved = actions.take_step(report, told.pop("step"), by=request.user, **told)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, form, status=409)
    return say_where_it_stands(request, moved)


def take_given_step(request, report: Report, name: str):
    """Take a step that needs more than a note, by its own form."""
    form = given_form(request.user, report, name, request.POST)
    if form is None:
        return refuse(request, report, _("This step is not possible now: look at what changed."))
    if not form.is_valid():
        return show(request, report, more=form, status=422)
    told = {"note": form.cleaned_data["note"], "seen": request.POST.get("seen", "")[:64]}
    try:
        moved = form.take(report, by=request.user, **told)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, more=form, status=409)
    return say_where_it_stands(request, moved)


def say_where_it_stands(request, report: Report):
    """Say so; whoever sent it on to others goes back to the list."""
    note_texts.count_use(request.user, request.POST.get("text", ""))
    facts = {"reference": report.reference, "state": report.state_at_desk}
    messages.success(request, _("%(reference)s is now: %(state)s.") % facts)
    if not Report.objects.visible_to(request.user).filter(pk=report.pk).exists():
        return redirect("desk_reports")
    return redirect("desk_report", reference=report.reference)


@require_POST
def ask_partner(request, reference: str):
    """Ask a body outside for help; its answer comes by a link of its own."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = partners.form(request.user, report, request.POST)
    if form is None:
        return refuse(request, report, _("This step is not possible now: look at what changed."))
    if not form.is_valid():
        return show(request, report, partner=form, status=422)
    seen = request.POST.get("seen", "")[:64]
    try:
        asked = actions.ask_partner(report, by=request.user, seen=seen, **form.told)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, partner=form, status=409)
    return say_where_it_stands(request, asked.report)


@require_POST
def extend(request, reference: str):
    """Promise a later day, with the reason the resident will read."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = extend_form(request.user, report, request.POST)
    if form is None:
        return refuse(request, report, _("This report cannot be given more time."))
    if not form.is_valid():
        return show(request, report, extension=form, status=422)
    try:
        moved = actions.extend(report, by=request.user, **form.cleaned_data)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, extension=form, status=409)
    facts = {"reference": moved.reference, "day": show_day(moved.due_at)}
    messages.success(request, _("%(reference)s is now due on %(day)s.") % facts)
    return redirect("desk_report", reference=moved.reference)


@require_POST
def add_note(request, reference: str):
    """Keep a note that only officers read."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, report, note=form, status=422)
    try:
        actions.add_note(report, by=request.user, note=form.cleaned_data["note"])
    except StepRefused as refusal:
        return refuse(request, report, str(refusal))
    messages.success(request, _("The note was kept. Only officers read it."))
    return redirect("desk_report", reference=report.reference)


@require_POST
def refuse_report(request, reference: str):
    """Say that it belongs to others, with the reason that they will read."""
    report = on_my_desk(request.user, reference, to_handle=True)
    return refusing.refuse(request, report, show=show)


@require_POST
def show_photo(request, reference: str, position: str):
    said = _("Everyone may see the photo now.")
    return decide(request, reference, position, actions.show_photo, said)


@require_POST
def delete_photo(request, reference: str, position: str):
    said = _("The photo was taken away.")
    return decide(request, reference, position, actions.delete_photo, said)


def decide(request, reference: str, position: str, action, said: str):
    """Do with a picture that waits what the officer decided."""
    report = on_my_desk(request.user, reference, to_handle=True)
    try:
        action(report, int(position), by=request.user)
    except StepRefused as refusal:
        return refuse(request, report, str(refusal))
    messages.success(request, said)
    return redirect("desk_report", reference=report.reference)


def refuse(request, report: Report, sentence: str):
    messages.error(request, sentence)
    return redirect("desk_report", reference=report.reference)


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


def furniture(title: str, *trail: dict) -> dict:
    """A page of this desk, and the way back from it."""
    desk = {"url": reverse("desk_reports"), "label": pgettext("of residents", "Reports")}
    return frame(title, ICON, desk, *trail)


ONE = rf"^phan-anh/{REFERENCE}/"
RESULTS = QueueView.as_view(results_only=True)
PHOTO = rf"{ONE}anh/(?P<position>[0-9]{{1,4}})/"

urlpatterns = [
    path("phan-anh/", QueueView.as_view(), name="desk_reports"),
    path("phan-anh/ket-qua/", RESULTS, name="desk_reports_results"),
    path("phan-anh/lam-moi/", RESULTS, name="desk_reports_refresh"),  # Asked by a page alone.
    path("phan-anh/bo-loc/", saved_filters.keep, name="desk_queue_filter_keep"),
    path("phan-anh/bo-loc/<int:pk>/bo/", saved_filters.take_away, name="desk_queue_filter_forget"),
    re_path(rf"{ONE}$", show_report, name="desk_report"),
    re_path(rf"{ONE}buoc/$", take_step, name="desk_report_step"),
    re_path(rf"{ONE}ghi-chu/$", add_note, name="desk_report_note"),
    re_path(rf"{ONE}phoi-hop/$", ask_partner, name="desk_report_partner"),
    re_path(rf"{ONE}gia-han/$", extend, name="desk_report_extend"),
    re_path(rf"{ONE}tu-choi/$", refuse_report, name="desk_report_refuse"),
    re_path(rf"{ONE}nguyen-van/$", show_original, name="desk_report_original"),
    re_path(rf"{PHOTO}cho-xem/$", show_photo, name="desk_report_photo_show"),
    re_path(rf"{PHOTO}xoa/$", delete_photo, name="desk_report_photo_delete"),
]
