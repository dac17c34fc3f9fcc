"""One request as each column of the matrix makes it, and what the answer means."""

from contextlib import nullcontext
from enum import StrEnum
from unittest import mock
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.messages import ERROR, get_messages
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.security import STAFF_PREFIX
from services.signin.staff import idle
from tests.permissions.routes import all_routes
from tests.permissions.samples import address_of, body_of
from tests.permissions.world import ANONYMOUS, WITHOUT_FACTOR, World

FORM = "application/x-www-form-urlencoded"
NOT_ALLOWED = 405
REFUSING = {401, 403, 404}
REDIRECTING = {301, 302, 303, 307, 308}
ROUTES = all_routes()
SECOND_FACTOR = "/tai-khoan/xac-thuc/"
UNDRAWN = "…"  # Not empty: a message without words would not be one.


class Verdict(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNUSED = "unused"  # Nobody may ask in this manner, and the answer says only that.
    BROKEN = "broken"


def come_in(world: World, column: str) -> Client:
    """A browser in which this person is signed in, with everything she has to show."""
    client = Client(raise_request_exception=False)
    if column == ANONYMOUS:
        return client
    person = world.people[column]
    client.force_login(person, backend="portal.accounts.backends.MembershipBackend")
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, person, "password")
    if person.is_staff and column != WITHOUT_FACTOR:
        TOTP.activate(person, generate_totp_secret())
        factor = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
        record_authentication(request, person, "mfa", type=factor.type, id=factor.pk)
    idle.begin(request, person)
    request.session.save()
    return client


def ask(
    world: World, column: str, client: Client, method: str, key: str, *, drawn: bool = True
) -> HttpResponse:
    """The answer to one request, of which nothing remains; its page may be left undrawn."""
    cookies = client.cookies.copy()
    undrawn = mock.patch.object(Template, "render", return_value=UNDRAWN)
    with transaction.atomic(), nullcontext() if drawn else undrawn:
        address = address_of(key, ROUTES[key], world, column)
        body = urlencode(body_of(key, world)) if method == "POST" else ""
        answer = client.generic(method, address, body, content_type=FORM)
        read(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def read(answer: HttpResponse) -> None:
    """Receive all of it, as a browser would, and let go of its file."""
    if answer.streaming:
        for _part in answer.streaming_content:
            pass


def verdict(answer: HttpResponse) -> Verdict:
    if answer.status_code >= 500:
        return Verdict.BROKEN
    if answer.status_code == NOT_ALLOWED:
        return Verdict.UNUSED
    return Verdict.CLOSED if is_refused(answer) else Verdict.OPEN


def is_refused(answer: HttpResponse) -> bool:
    """Whether the answer turns somebody away: by its status, or by leading her elsewhere."""
    if answer.status_code in REFUSING:
        return True
    if answer.status_code not in REDIRECTING:
        return False
    here, there = answer.wsgi_request.path, urlsplit(answer["Location"]).path
    if here.startswith(STAFF_PREFIX) and there.startswith(SECOND_FACTOR):
        return True
    if there in {reverse("account_login"), reverse("wagtailadmin_login")}:
        return True
    return was_told_off(answer)


def was_told_off(answer: HttpResponse) -> bool:
    """Whether she is led away with a refusal, to be read on the page she sees next."""
    return any(message.level == ERROR for message in get_messages(answer.wsgi_request))
