"""Satisfied or not: by the link in a letter, without signing in, or as the sender on her page.

Opening the page changes nothing: programs that read letters open every link in them.
"""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports import actions, ratings
from services.reports.actions.judging import Outcome
from services.reports.forms import JudgeForm
from services.reports.ratings import REPORTER, Asked
from services.reports.views.access import mine_or_404
from services.reports.views.own import refuse

AN_HOUR = {"allowed": 30, "per": timedelta(hours=1)}  # From one address.

ANSWERS = {
    Outcome.THANKED: _("Thank you. We are glad that it is done."),
    Outcome.REOPENED: _("Thank you. The report is open again, and an officer looks once more."),
    Outcome.ESCALATED: _("Thank you. The report is open again, and now the city sees to it."),
    Outcome.NOTED: _("Thank you. The officers read what you say; the report stays closed."),
}


@never_cache
def judge(request, token: str):
    asked = ratings.read(token)
    if asked is None:
        return render(request, "reports/judge_over.html", status=404)
    return answer(request, asked)


@never_cache
def judge_own(request, reference: str):
    report = mine_or_404(request, reference)
    number = ratings.round_of(report)
    if not number:
        return refuse(request, report, _("You can say so once it is resolved."))
    return answer(request, Asked(report, number, REPORTER))


def answer(request, asked: Asked):
    """The two choices; or, once one is made, what follows from it."""
    said = asked.rating
    posted = request.method == "POST"
    form = JudgeForm(*([request.POST, request.FILES] if posted else []), initial=words_of(said))
    if posted:
        spend(request, "reports.judge", **AN_HOUR)
    if form.is_valid():
        return take(request, asked, form)
    last = ratings.last_answer(asked.report)
    context = {
        "report": asked.report,
        "done": last.public_note if last else "",
        "said": said,
        "may_change": not said or ratings.may_still_reopen(asked.report),
        "reopens": ratings.may_still_reopen(asked.report),
        "until": ratings.reopens_until(asked.report),
        "form": form,
    }
    return render(request, "reports/judge.html", context, status=422 if posted else 200)


def take(request, asked: Asked, form: JudgeForm):
    words = {"why": form.cleaned_data["why"], "photos": form.cleaned_data["photos"]}
    try:
        outcome = actions.judge(
            asked.report,
            rater=asked.rater,
            number=asked.round,
            is_satisfied=form.is_satisfied,
            **words,
        )
    except StepRefused as refusal:
        return refuse(request, asked.report, refusal)
    messages.success(request, ANSWERS[outcome])
    return redirect(request.path)


def words_of(said) -> dict:
    """What was said before, to be changed."""
    if said is None:
        return {}
    choice = JudgeForm.SATISFIED if said.is_satisfied else JudgeForm.NOT_SATISFIED
    return {"verdict": choice, "why": said.why}
