"""One report: its page, its photos, and the answer to an officer's question."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from portal.common.workflow import StepRefused
from services.reports import actions, own, promise, question_links, ratings, relatives, telling
from services.reports.claims import is_mine
from services.reports.doors import reporter_at
from services.reports.followers import can_be_followed
from services.reports.forms import AnswerForm
from services.reports.models import Follow, Report
from services.reports.views.access import is_on_desk, mine_or_404, told_or_404
from services.reports.workflow import RESOLVING, State


@require_safe
def detail(request, reference: str):
    report = told_or_404(request, reference)
    asked = report.state == State.WAITING and is_mine(request, report)
    return show(request, report, AnswerForm() if asked else None)


@require_POST
def answer(request, reference: str):
    """The resident answers the officer who asked; the report moves on."""
    report = mine_or_404(request, reference)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, report, form, status=422)
    by = reporter_at(request) if report.reporter == request.user else None
    question = question_links.latest(report)
    if question is None:
        raise Http404
    try:
        actions.answer_question(question, by=by, **form.cleaned_data)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, form, status=409)
    messages.success(request, _("Thank you. The officer has your answer."))
    return redirect(report)


def show(request, report: Report, answer_form: AnswerForm | None, *, status: int = 200):
    """The page of a report, as this person may read it."""
    mine = is_mine(request, report)
    in_full = mine or report.shows_words or report.is_private  # Nobody else comes to those.
    context = {
        "report": report,
        "commune_codes": [report.commune.code] if report.commune else [],
        "is_mine": mine,
        "shows_words": in_full,
        "words": report.description if mine else report.public_description,
        "state": report.get_state_display() if mine else report.state_at_desk,
        "standing": promise.standing(report),
        "promise": promise.promise(report, is_mine=mine),
        "facts": telling.facts(report, in_full=in_full),
        "answers": telling.answers(report, is_mine=mine) if in_full else [],
        "hidden": telling.hidden(report) if mine and not report.is_private else [],
        "pins": telling.pin(report, in_full=in_full),
        "albums": telling.albums(report) if in_full else [],
        "timeline": telling.timeline(report, is_mine=mine),
        "question": telling.question(report),
        "until": telling.answer_awaited_until(report),
        "answer_form": answer_form,
        "goes_on": relatives.goes_on_as(report),
        "whole": relatives.whole_of(report),
        "parts": relatives.parts_of(report, in_full=in_full and (mine or report.is_private)),
        "satisfaction": satisfaction(report),
        "choices": own.choices(report) if mine else [],
        "site": settings.SITE_URL,
        **following(request, report, is_mine=mine),
    }
    return render(request, "reports/detail.html", context, status=status)


def following(request, report: Report, *, is_mine: bool) -> dict[str, bool]:
    """Whether this person may follow it, and whether she does; its sender hears of it anyway."""
    if is_mine or not can_be_followed(report):
        return {"may_follow": False}
    mine = Follow.objects.of(request.user).filter(report=report)
    return {"may_follow": True, "follows": request.user.is_authenticated and mine.exists()}


def satisfaction(report: Report) -> ratings.Summary | None:
    """What residents said of what was done, once something was."""
    was_done = any(event.step in RESOLVING for event in report.events.all())
    return ratings.summary(report) if was_done else None


@require_safe
@cache_control(private=True, max_age=3600)
def photo(request, reference: str, position: str):
    """One picture, to whoever may see it: everyone, its sender, or the officers of its desk."""
    report = get_object_or_404(Report, reference=reference.upper())
    picture = get_object_or_404(report.photos, position=position)
    is_open = picture.is_shown and (report.shows_words or is_mine(request, report))
    if not (is_open or is_on_desk(request, report)):
        raise Http404
    try:
        return FileResponse(picture.image.open(), content_type="image/jpeg")
    except FileNotFoundError as lost:
        raise Http404 from lost
