"""The devices on which somebody is signed in: seen now and then, shown in plain words, ended."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now

SEEN_EVERY = timedelta(minutes=5)  # A row for every page would be one write for each reader.

# The first that is found names it: a browser claims to be others, its own name stands before.
BROWSERS = {
    r"Zalo/": "Zalo",
    r"FBA[NV]/": "Facebook",
    r"coc_coc_browser|CocCoc": "Cốc Cốc",
    r"Edg(?:e|A|iOS)?/": "Edge",
    r"OPR/|Opera": "Opera",
    r"SamsungBrowser/": "Samsung Internet",
    r"UCBrowser/": "UC Browser",
    r"Firefox/|FxiOS/": "Firefox",
    r"Chrome/|CriOS/": "Chrome",
    r"Safari/": "Safari",
}
SYSTEMS = {
    r"iPhone": "iPhone",
    r"iPad": "iPad",
    r"Android": "Android",
    r"Windows": "Windows",
    r"Macintosh|Mac OS X": "Mac",
    r"CrOS": "Chromebook",
    r"Linux": "Linux",
}
HELD_IN_HAND = {"iPhone", "iPad", "Android"}


@dataclass(frozen=True)
class Device:
    """One place where somebody is signed in."""

    pk: int
    name: str
    icon: str
    last_seen_at: datetime
    is_this: bool


def devices_of(user: User, request: HttpRequest) -> list[Device]:
    """Where this person is signed in: here first, then where she was seen last."""
    sessions = UserSession.objects.purge_and_list(user)
    found = [as_device(session, request) for session in sessions]
    return sorted(found, key=lambda device: (not device.is_this, -device.last_seen_at.timestamp()))


def as_device(session: UserSession, request: HttpRequest) -> Device:
    is_in_hand = first_named(SYSTEMS, session.user_agent) in HELD_IN_HAND
    return Device(
        pk=session.pk,
        name=in_plain_words(session.user_agent),
        icon="smartphone" if is_in_hand else "laptop",
        last_seen_at=session.last_seen_at,
        is_this=session.session_key == request.session.session_key,
    )


def in_plain_words(user_agent: str) -> str:
    """Chrome on Android; what is not known is left out."""
    browser, system = (first_named(names, user_agent) for names in (BROWSERS, SYSTEMS))
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown device")


def first_named(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if re.search(sign, user_agent)), "")


class SeenMiddleware:
    """Notes every few minutes that a device is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (key := request.session.session_key) and is_due(key) and request.user.is_authenticated:
            note(request)
        return self.get_response(request)


def note(request: HttpRequest) -> None:
    """Write down that this device is in use; one that was signed in by other ways is new."""
    known = UserSession.objects.filter(session_key=request.session.session_key, user=request.user)
    if not known.update(last_seen_at=now()):
        UserSession.objects.create_from_request(request)


def is_due(session_key: str) -> bool:
    """Whether this session was not noted just now; asked, it is."""
    return cache.add(seen(session_key), 1, SEEN_EVERY.total_seconds())


def seen(session_key: str) -> str:
    """Under which name the cache remembers that a session was noted."""
    return f"seen:{salted_hmac('services.signin.devices', session_key).hexdigest()}"
