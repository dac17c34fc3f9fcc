"""Leads readers from an old address to where its words stand now."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.models import Redirect

from cms.redirects.find import target_of, way_from

NOT_FOUND = 404
A_MINUTE = 60  # Browsers would believe “for good” for ever, also when a page moves back.
BY_NUMBER = {"p", "page_id"}  # How WordPress names what has no address of its own yet.


class LeadOn:
    """In place of Wagtail's: never to what a reader may not read, never in circles, in any
    language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return (led_on(request) or response) if response.status_code == NOT_FOUND else response


def led_on(request: HttpRequest) -> HttpResponse | None:
    """The way on, if there is one."""
    redirect = way_from(request)
    target = redirect and target_of(redirect, request)
    if not target or leads_to_closed(redirect, request):
        return None
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    return kind(target, headers={"Cache-Control": f"public, max-age={A_MINUTE}"})


def leads_to_closed(redirect: Redirect, request: HttpRequest) -> bool:
    """Whether this reader may not read the page to which it leads."""
    page = redirect.redirect_page
    return page is not None and not page.specific_deferred.lets_in(request)


def led_on_by_number(request: HttpRequest) -> HttpResponse | None:
    """The way on from `/?p=123`, which the front door answers as its own."""
    return led_on(request) if BY_NUMBER & request.GET.keys() else None
