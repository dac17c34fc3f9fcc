"""Satisfied or not: by the link in a letter, without signing in, or as the sender on her page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from services.reports import actions, ratings
from services.reports.actions.judging import Outcome
from services.reports.forms import JudgeForm
from services.reports.ratings import REPORTER, Asked
from services.reports.views import by_link
from services.reports.views.access import mine_or_404
from services.reports.views.own import CONFLICT, refuse

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

    def show(form: JudgeForm, *, status: int):
        if status == CONFLICT:  # There is nothing to judge any more, so the form is of no use.
            return refuse(request, asked.report, form.non_field_errors()[0])
        context = {"said": said, "form": form} | what_follows(asked, said)
        return render(request, "reports/judge.html", context, status=status)

    def take(form: JudgeForm):
        return actions.judge(asked.report, rater=asked.rater, number=asked.round, **form.told)

    def thank(outcome: Outcome):
        messages.success(request, ANSWERS[outcome])
        return redirect(request.path)

    ways = {"take": take, "show": show, "then": thank}
    return by_link.ask(request, JudgeForm, "reports.judge", initial=words_of(said), **ways)


def what_follows(asked: Asked, said) -> dict:
    """What was done, and until when it opens again."""
    last, reopens = ratings.last_answer(asked.report), ratings.may_still_reopen(asked.report)
    return {
        "report": asked.report,
        "done": last.public_note if last else "",
        "may_change": not said or reopens,
        "reopens": reopens,
        "until": ratings.reopens_until(asked.report),
    }


def words_of(said) -> dict:
    """What was said before, to be changed."""
    if said is None:
        return {}
    choice = JudgeForm.SATISFIED if said.is_satisfied else JudgeForm.NOT_SATISFIED
    return {"verdict": choice, "why": said.why}
