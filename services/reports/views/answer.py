"""The answer to an officer's question, by the link in the letter and without signing in.

Opening the page changes nothing: programs that read letters open every link in them.
"""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports import actions, question_links
from services.reports.forms import AnswerForm
from services.reports.question_links import Question

AN_HOUR = {"allowed": 30, "per": timedelta(hours=1)}  # From one address.


@never_cache
def answer_by_link(request, token: str):
    question = question_links.read(token)
    if question is None:
        return render(request, "reports/answer_over.html", status=404)
    if not question.is_open:
        return say_that_it_is_over(request, question)
    return ask(request, question)


def ask(request, question: Question):
    """The question and the form; once it is sent, the page says that the officer has it."""
    posted = request.method == "POST"
    form = AnswerForm(*([request.POST, request.FILES] if posted else []))
    if posted:
        spend(request, "reports.answer", **AN_HOUR)
    if form.is_valid():
        return take(request, question, form)
    return show(request, question, form, status=422 if posted else 200)


def take(request, question: Question, form: AnswerForm):
    try:
        actions.answer_question(question, **form.cleaned_data)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, question, form, status=409)
    return redirect(request.path)


def show(request, question: Question, form: AnswerForm, *, status: int):
    context = {"report": question.report, "question": question, "form": form}
    return render(request, "reports/answer_by_link.html", context, status=status)


def say_that_it_is_over(request, question: Question):
    """Answered already, or too late: what she can do now."""
    context = {"report": question.report, "is_answered": question.is_answered}
    status = 200 if question.is_answered else 410
    return render(request, "reports/answered.html", context, status=status)
