"""What follows when a form is sent: it is asked, done and answered, or shown again."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from portal.common.workflow import StepRefused

F = TypeVar("F", bound=BaseForm)


def sent(request: HttpRequest) -> list[Any]:
    """What binds a form on a page that asks and takes alike; nothing while it asks."""
    return [request.POST, request.FILES] if request.method == "POST" else []


def act(
    form: F,
    do: Callable[[F], Any],
    *,
    show: Callable[..., HttpResponse],
    then: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Do what the form asks, and answer with what comes of it.

    What is wrong with it, or why it is refused, stands in the form, which keeps what was written.
    """
    if not form.is_valid():
        return show(form, status=422 if form.is_bound else 200)
    try:
        done = do(form)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(form, status=409)
    return then(done)
