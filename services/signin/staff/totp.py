"""Codes of an authenticator app: each works once.

allauth forgets a used code after thirty seconds, but accepts it for longer, to forgive clocks that
are a little off. The newest used one is therefore kept beside the secret.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    compare_user_code,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from portal.common.ciphers import decrypt

NEWEST = "newest_counter"


@transaction.atomic
def spend(authenticator: Authenticator, code: str) -> bool:
    """Use up this code and every older one; False when that has happened already."""
    if authenticator.type != Authenticator.Type.TOTP:
        return True  # allauth strikes recovery codes off by itself.
    held = Authenticator.objects.select_for_update().filter(pk=authenticator.pk).first()
    counter = counter_of(held, code) if held else None
    if counter is None or counter <= held.data.get(NEWEST, -1):
        return False
    held.data[NEWEST] = counter
    held.save(update_fields=["data"])
    return True


def counter_of(authenticator: Authenticator, code: str) -> int | None:
    """Which of the codes that hold just now this is."""
    secret = decrypt(authenticator.data["secret"])
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None
