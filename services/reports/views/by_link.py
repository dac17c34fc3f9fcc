"""A page with one form, for whoever comes by a signed link and without signing in.

Opening the page changes nothing: programs that read letters open every link in them.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from portal.common.acting import act, sent
from portal.common.limits import spend

AN_HOUR = {"allowed": 30, "per": timedelta(hours=1)}  # From one address.


def ask(
    request,
    kind: type[Form],
    limit: str,
    *,
    take: Callable[[Any], Any],
    show: Callable[..., HttpResponse],
    then: Callable[[Any], HttpResponse] | None = None,
    **options: Any,
) -> HttpResponse:
    """Ask by this kind of form, and take what is sent; it is counted under the name of a limit.

    Afterwards the same page says what became of it, unless `then` answers otherwise.
    """
    form = kind(*sent(request), **options)
    if form.is_bound:
        spend(request, limit, **AN_HOUR)
    return act(form, take, show=show, then=then or (lambda _done: redirect(request.path)))
