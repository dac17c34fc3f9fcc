"""One report: its page, its photos, and the answer to an officer's question."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from portal.common.workflow import StepRefused
from services.reports import actions, telling
from services.reports.claims import is_mine
from services.reports.doors import reporter_at
from services.reports.forms import AnswerForm
from services.reports.models import Report
from services.reports.views.access import is_on_desk, mine_or_404, told_or_404
from services.reports.workflow import State


@require_safe
def detail(request, reference: str):
    report = told_or_404(request, reference)
    asked = report.state == State.WAITING and is_mine(request, report)
    return show(request, report, AnswerForm() if asked else None)


@require_POST
def answer(request, reference: str):
    """The resident answers the officer who asked; the report moves on."""
    report = mine_or_404(request, reference)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, report, form, status=422)
    by = reporter_at(request) if report.reporter == request.user else None
    try:
        actions.take_step(report, "supply", by=by, **form.cleaned_data)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, form, status=409)
    messages.success(request, _("Thank you. The officer has your answer."))
    return redirect(report)


def show(request, report: Report, answer_form: AnswerForm | None, *, status: int = 200):
    """The page of a report, as this person may read it."""
    mine = is_mine(request, report)
    in_full = mine or report.shows_words
    context = {
        "report": report,
        "is_mine": mine,
        "shows_words": in_full,
        "words": report.description if mine else report.public_description,
        "facts": telling.facts(report, in_full=in_full),
        "pins": telling.pin(report, in_full=in_full),
        "photos": telling.photos(report),
        "timeline": telling.timeline(report, is_mine=mine),
        "question": telling.question(report),
        "answer_form": answer_form,
    }
    return render(request, "reports/detail.html", context, status=status)


@require_safe
@cache_control(private=True, max_age=3600)
def photo(request, reference: str, position: str):
    """One picture, to whoever may see it: everyone, its sender, or the officers of its desk."""
    report = get_object_or_404(Report, reference=reference.upper())
    seen = report.shows_words or is_mine(request, report) or is_on_desk(request, report)
    if not seen:
        raise Http404
    picture = get_object_or_404(report.photos, position=position)
    try:
        return FileResponse(picture.image.open(), content_type="image/jpeg")
    except FileNotFoundError as lost:
        raise Http404 from lost
