"""Proof that the person at this device is the one whose account it shows.

Before an address or a password is changed, a code goes to the address known until now. Who has
none proves it as allauth asks for it: by password or second factor.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.common.moments import now
from services.signin.addresses import present_address
from services.signin.codes import AwaitedCode

LASTS = timedelta(minutes=10)
PROVEN_AT = "presence_proven_at"

View = Callable[..., HttpResponse]


class Presence(AwaitedCode):
    kind = "account/presence"

    def finish(self) -> None:
        self.end()
        self.request.session[PROVEN_AT] = now().timestamp()


def is_proven(request: HttpRequest) -> bool:
    """Whether it is certain, and has been for less than some minutes, who is here."""
    address = present_address(request.user)
    if address is None:
        return did_recently_reauthenticate(request)
    codes = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] == "code" and address.value in record.values()
    ]
    proven_at = max([request.session.get(PROVEN_AT, 0), *codes])
    return now().timestamp() - proven_at <= LASTS.total_seconds()


def presence_required(view: View) -> View:
    """Let a view open only to whoever has just proven to be the person signed in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_proven(request):
            return view(request, *args, **kwargs)
        door = "account_prove" if present_address(request.user) else "account_reauthenticate"
        return redirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")

    return guarded
