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
WRONG_PASSWORDS = 5  # For one account, whether it exists or not.
FROM_ONE_CONNECTION = 50  # A village hall may share it.
FORGIVEN_AFTER = timedelta(minutes=5)


def may_try(code: str) -> bool:
    """Whether this visitor may compare the code he awaits with another guess."""
    visitor = context.request.session.session_key or ""
    name = salted_hmac("services.signin.tries", f"{visitor}:{code}").hexdigest()
    return limits.count(f"tries:{name}", int(CODE_LIVES.total_seconds())) <= TRIES


def spend_letter(request: HttpRequest, address: Address) -> None:
    """Count one more letter to this address; raise TooMany when it has had enough of them."""
    if not ratelimit.consume(request, action="request_login_code", key=address.value):
        raise limits.TooMany(int(PAUSE.total_seconds()))


def may_try_password(request: HttpRequest, login: str) -> bool:
    """Whether one more password may be examined for this account, from this connection."""
    forgiven = int(FORGIVEN_AFTER.total_seconds())
    allowed = zip(counters(request, login), (FROM_ONE_CONNECTION, WRONG_PASSWORDS), strict=True)
    return all(limits.count(counter, forgiven) <= most for counter, most in allowed)


def forgive_password(request: HttpRequest, login: str) -> None:
    """A right password is no try."""
    for counter in counters(request, login):
        limits.take_back(counter)


def counters(request: HttpRequest, login: str) -> list[str]:
    """Under which names wrong passwords are counted."""
    account = salted_hmac("services.signin.tries", login).hexdigest()
    return [f"wrong:from:{limits.who(request)}", f"wrong:for:{account}"]
