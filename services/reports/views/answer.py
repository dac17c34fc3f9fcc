"""The answer to an officer's question, by the link in the letter and without signing in."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from services.reports import actions, question_links
from services.reports.forms import AnswerForm
from services.reports.question_links import Question
from services.reports.views import by_link


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

    def show(form: AnswerForm, *, status: int):
        context = {"report": question.report, "question": question, "form": form}
        return render(request, "reports/answer_by_link.html", context, status=status)

    def take(form: AnswerForm):
        return actions.answer_question(question, **form.cleaned_data)

    return by_link.ask(request, AnswerForm, "reports.answer", take=take, show=show)


def say_that_it_is_over(request, question: Question):
    """Answered already, or too late: what she can do now."""
    context = {"report": question.report, "is_answered": question.is_answered}
    status = 200 if question.is_answered else 410
    return render(request, "reports/answered.html", context, status=status)
