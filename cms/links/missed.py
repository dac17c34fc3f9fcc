"""Addresses that our own pages named and that led nowhere, counted without knowing for whom."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from cms.models import MissedAddress
from cms.redirects.find import without_language
from portal.common.limits import TooMany, spend
from portal.common.mentions import find_mentions
from portal.common.moments import today
from portal.common.text import is_readable

NOT_FOUND = 404
MOST_A_DAY = 500  # Different addresses; beyond, only those that are known are counted.
MOST_EACH = 30  # An hour from one household: nobody fills the list alone.
KEPT = timedelta(days=90)
NOT_OURS = ("/quan-tri/", "/static/", "/media/", "/api/", "/tai-lieu/")


class CountMissed:
    """Where readers are told that there is nothing, after all ways on were tried."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_FOUND and request.method == "GET":
            with suppress(DatabaseError, TooMany):  # A count is worth nobody's page.
                count(request)
        return response


def count(request: HttpRequest) -> None:
    page = page_before(request)
    path = without_language(request.path)
    if not page or not is_a_pages(request) or not may_be_kept(path):
        return
    spend(request, "missed", allowed=MOST_EACH, per=timedelta(hours=1))
    day = MissedAddress.objects.filter(day=today())
    if day.filter(path=path).update(times=F("times") + 1):
        return
    if day.count() < MOST_A_DAY:
        seen_on = page if may_be_kept(page) else ""
        MissedAddress.objects.get_or_create(path=path, day=today(), defaults={"seen_on": seen_on})


def page_before(request: HttpRequest) -> str:
    """The path of the page of ours whose link was followed; empty, if it was none of ours."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_ours = came_from.netloc == request.get_host() and came_from.path != request.path
    return unquote(came_from.path) if is_ours else ""


def is_a_pages(request: HttpRequest) -> bool:
    """Whether a page might stand there: services answer for their own addresses, in which codes
    of residents stand.
    """
    match = getattr(request, "resolver_match", None)
    return match is None or match.url_name == "wagtail_serve"


def may_be_kept(path: str) -> bool:
    is_short = len(path) <= MissedAddress.LONGEST and is_readable(path)
    return is_short and not path.startswith(NOT_OURS) and not find_mentions(path)


def forget_old() -> int:
    return MissedAddress.objects.filter(day__lt=today() - KEPT).delete()[0]
