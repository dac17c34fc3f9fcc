"""What every request passes on its way in."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from portal.common.limits import TooMany

NUL = "\x00"
OUR_CHARSETS = {"utf-8", "utf8"}
FOR_HER_ONLY = "portal.for_her_only"  # In the request's META: no cache keeps what is answered.
LARGEST_BODY = 64 * 1024 * 1024  # Five photos of ten megabytes and words, or one large document.


class RefuseUnreadable:
    """Answers 400 to NUL in an address or cookie, and to forms in another charset than ours.

    No database could be asked about NUL; and in UTF-7 halves of characters can be sent, which
    no page could even show again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        said = [request.path, query, *request.COOKIES.values()]
        if "%00" in query or any(NUL in words for words in said):
            raise BadRequest("An address does not carry NUL.")
        if (request.content_params or {}).get("charset", "utf-8").lower() not in OUR_CHARSETS:
            raise BadRequest("Forms are sent in UTF-8.")
        return self.get_response(request)


class RefuseTooMuch:
    """Answers 413 before reading a body that nobody here has use for and that could fill a disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > LARGEST_BODY:
            raise RequestDataTooBig("This is more than any form carries.")
        return self.get_response(request)


def keep_private(request: HttpRequest) -> None:
    """Say that no cache may keep what is answered, a page or a file: not everyone may have it."""
    request.META[FOR_HER_ONLY] = True


class KeepPrivate:
    """Keeps pages shown to somebody with a session out of every cache, unless their view said how
    long they keep: after signing out, the browser's way back shows nothing of hers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_hers = settings.SESSION_COOKIE_NAME in request.COOKIES
        is_unsaid = is_page and is_hers and not response.has_header("Cache-Control")
        if is_unsaid or FOR_HER_ONLY in request.META:
            patch_cache_control(response, private=True, no_store=True)
        return response


class TooManyMiddleware:
    """Turns TooMany into a page that says when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooMany):
            return None
        minutes = -(-exception.retry_after // 60)
        response = render(request, "429.html", {"minutes": minutes}, status=429)
        response["Retry-After"] = str(exception.retry_after)
        return response
