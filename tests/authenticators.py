"""The app on an officer's telephone, as tests hold it in their hand."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

from portal.common.moments import now

PERIOD = 30  # Seconds a code is shown.


class Telephone:
    """Shows the code of a secret for the present moment."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, *, later: int = 0) -> str:
        """What it shows, or will show so many codes later."""
        counter = int(now().timestamp()) // PERIOD + later
        return format_hotp_value(hotp_value(self.secret, counter))


def telephone_of(user) -> Telephone:
    """Give somebody a telephone that the portal knows already."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return Telephone(secret)


def factors_of(user) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
