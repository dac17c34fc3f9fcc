"""What an officer hears who may not go on yet: a page leads on, a script is told a sentence."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

FORBIDDEN = 403


def wants_a_page(request: HttpRequest) -> bool:
    """Whether a person will look at the answer, rather than a script."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return False
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    return request.accepts("text/html")


def lead_to(request: HttpRequest, where: str, *, back: str) -> HttpResponse:
    """Send a person there, and afterwards back; tell a script that somebody has to go."""
    if wants_a_page(request):
        return HttpResponseRedirect(f"{where}?{urlencode({REDIRECT_FIELD_NAME: back})}")
    return told(_("Please open this page anew and confirm that it is you."))


def told(sentence: str) -> JsonResponse:
    """A refusal that Wagtail's editor shows beside what was typed."""
    answer = {"success": False, "error_code": "locked", "error_message": sentence}
    return JsonResponse(answer, status=FORBIDDEN)


def where_to_confirm(request: HttpRequest) -> str:
    """The page on which this person shows that it is she; where she gets the means, without any."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    return methods[0]["url"] if methods else reverse("mfa_index")


def way_back(request: HttpRequest) -> str:
    """The page to show once all is well: this one, or the one from which something was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if page and is_ours else reverse("wagtailadmin_home")
