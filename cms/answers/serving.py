"""An editor's form as a resident meets it: shown, checked, kept, and shown again if need be."""

from datetime import timedelta

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers

from cms.answers.actions import send_answer
from cms.answers.fields import AnswerForm
from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports.doors import opened_now

AN_HOUR = {"allowed": 60, "per": timedelta(hours=1)}  # A hall full of people has one address.


def serve(page, request):
    """The form itself, or what becomes of an answer; never from a cache."""
    if request.method != "POST":
        return show(page, request, page.get_form(initial={"opened": opened_now()}))
    spend(request, "cms.answer", **AN_HOUR)
    form = page.get_form(request.POST)
    return keep(page, request, form) if form.is_valid() else show(page, request, form, status=422)


def keep(page, request, form: AnswerForm):
    try:
        send_answer(page, key=form.cleaned_data["key"], said=form.said)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(page, request, form, status=422)
    return redirect("cms:form_sent", slug=page.slug)


def show(page, request, form: AnswerForm, *, status: int = 200):
    context = page.get_context(request) | {"form": form}
    answer = TemplateResponse(request, page.get_template(request), context, status=status)
    add_never_cache_headers(answer)
    return answer
