"""How often codes may be tried and letters asked for, however many try at once."""

from datetime import timedelta

from allauth.core import context, ratelimit
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.common import limits
from services.signin.addresses import Address

TRIES = 3
CODE_LIVES = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)


def may_try(code: str) -> bool:
    """Whether this visitor may compare the code he awaits with another guess."""
    visitor = context.request.session.session_key or ""
    name = salted_hmac("services.signin.tries", f"{visitor}:{code}").hexdigest()
    return limits.count(f"tries:{name}", int(CODE_LIVES.total_seconds())) <= TRIES


def spend_letter(request: HttpRequest, address: Address) -> None:
    """Count one more letter to this address; raise TooMany when it has had enough of them."""
    if not ratelimit.consume(request, action="request_login_code", key=address.value):
        raise limits.TooMany(int(PAUSE.total_seconds()))
