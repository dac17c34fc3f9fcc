"""An officer's session ends when she leaves her desk; a resident's stays for its fortnight."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now
from services.signin.staff.answers import told, wants_a_page
from services.signin.staff.proof import is_in_staff_area

SEEN = "officer_seen_at"
MINUTE = 60  # Seconds; noted no oftener.

# What an open page of the editor or of a desk asks by itself, without anybody sitting there.
BACKGROUND = {
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "desk_reports_refresh",
}


def begin(request: HttpRequest, user: User) -> None:
    """Watch this session from now on, if it is an officer's."""
    if user.is_staff:
        request.session[SEEN] = seconds()


def seconds() -> int:
    return int(now().timestamp())


class IdleMiddleware:
    """Signs an officer out after STAFF_IDLE_MINUTES without anything done, wherever she is.

    What follows then meets somebody who is not signed in: /quan-tri/ asks her to, and comes back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        seen = request.session.get(SEEN)
        if seen is None:
            if is_in_staff_area(request):
                begin(request, request.user)
        elif seconds() - seen >= settings.STAFF_IDLE_MINUTES * MINUTE:
            return end(request)
        elif seconds() - seen >= MINUTE and not is_background(request):
            request.session[SEEN] = seconds()
        return None


def is_background(request: HttpRequest) -> bool:
    return request.resolver_match.view_name in BACKGROUND


def end(request: HttpRequest) -> HttpResponse | None:
    """Sign her out and say why, on the page she sees next."""
    logout(request)
    why = _("You were away for a while, so we signed you out. Please sign in again to go on.")
    messages.info(request, why)
    if is_in_staff_area(request) and not wants_a_page(request):
        return told(why)
    return None
