"""The officers' desk for reports: one report, the next step; what waits stands in queue.py."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.acting import act
from portal.common.dates import show_day
from services.operations import partners, refusing, report_page, saved_filters
from services.operations.forms import NoteForm
from services.operations.given_forms import form_of
from services.operations.one_report import (
    NOT_NOW,
    ONE,
    PHOTO,
    again,
    decide,
    on_my_desk,
    refuse,
    say,
    say_where_it_stands,
    saying,
    show,
)
from services.operations.queue import QueueView
from services.operations.report_page import extend_form, given_form, step_form
from services.privacy.actions.looks import REVEAL
from services.reports import actions
from services.reports.models import Report


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

    def take(form) -> Report:
        told = dict(form.cleaned_data)
        return actions.take_step(report, told.pop("step"), by=request.user, **told)

    form = step_form(request.user, report, request.POST, request.FILES)
    then = partial(say_where_it_stands, request)
    return act(form, take, show=again(request, report, "form"), then=then)


def take_given_step(request, report: Report, name: str):
    """Take a step that needs more than a note, by its own form."""
    form = given_form(request.user, report, name, request.POST)
    if form is None:
        return refuse(request, report, NOT_NOW)

    def take(form) -> Report:
        return form.take(report, by=request.user, note=form.cleaned_data["note"], seen=seen)

    seen, then = request.POST.get("seen", "")[:64], partial(say_where_it_stands, request)
    return act(form, take, show=again(request, report, "more"), then=then)


@require_POST
def ask_partner(request, reference: str):
    """Ask a body outside for help; its answer comes by a link of its own."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = partners.form(request.user, report, request.POST)
    if form is None:
        return refuse(request, report, NOT_NOW)

    def ask(form) -> Report:
        seen = request.POST.get("seen", "")[:64]
        return actions.ask_partner(report, by=request.user, seen=seen, **form.told).report

    then = partial(say_where_it_stands, request)
    return act(form, ask, show=again(request, report, "partner"), then=then)


@require_POST
def extend(request, reference: str):
    """Promise a later day, with the reason the resident will read."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = extend_form(request.user, report, request.POST)
    if form is None:
        return refuse(request, report, _("This report cannot be given more time."))

    def say_until_when(moved: Report):
        facts = {"reference": moved.reference, "day": show_day(moved.due_at)}
        return say(request, moved, _("%(reference)s is now due on %(day)s.") % facts)

    def give(form) -> Report:
        return actions.extend(report, by=request.user, **form.cleaned_data)

    return act(form, give, show=again(request, report, "extension"), then=say_until_when)


@require_POST
def add_note(request, reference: str):
    """Keep a note that only officers read."""
    report = on_my_desk(request.user, reference, to_handle=True)

    def keep(form):
        return actions.add_note(report, by=request.user, note=form.cleaned_data["note"])

    then = saying(request, report, _("The note was kept. Only officers read it."))
    return act(NoteForm(request.POST), keep, show=again(request, report, "note"), then=then)


@require_POST
def refuse_report(request, reference: str):
    """Say that it belongs to others, with the reason that they will read."""
    report = on_my_desk(request.user, reference, to_handle=True)
    form = refusing.refuse_form(request.user, report, request.POST)
    if form is None:
        return refuse(request, report, refusing.sentence(report) or NOT_NOW)

    def give_back(form) -> Report:
        return actions.refuse(report, by=request.user, **form.cleaned_data)

    def say_where_it_went(moved: Report):
        return say(request, moved, refusing.where_it_went(moved))

    return act(form, give_back, show=again(request, report, "refusal"), then=say_where_it_went)


@require_POST
def show_photo(request, reference: str, position: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    said = _("Everyone may see the photo now.")
    return decide(request, report, actions.show_photo, said, position=int(position))


@require_POST
def delete_photo(request, reference: str, position: str):
    report = on_my_desk(request.user, reference, to_handle=True)
    said = _("The photo was taken away.")
    return decide(request, report, actions.delete_photo, said, position=int(position))


RESULTS = QueueView.as_view(results_only=True)

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
