"""Whether who sits at this session has shown a second factor, and how lately."""

from enum import Enum, auto

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from portal.accounts.models import User
from portal.common.moments import now
from portal.security import STAFF_PREFIX

Type = Authenticator.Type
FACTORS = frozenset({Type.TOTP, Type.WEBAUTHN})  # Recovery codes stand in for these, never alone.


class Standing(Enum):
    """How a session stands towards its owner's second factor."""

    PROVED = auto()
    UNPROVED = auto()
    WITHOUT = auto()  # She has none yet.


def standing(request: HttpRequest) -> Standing:
    """One query: a proof counts only as long as what gave it still exists."""
    owned = owned_factors(request.user)
    if not FACTORS.intersection(owned.values()):
        return Standing.WITHOUT
    records = get_authentication_records(request, request.user)
    is_proved = any(proves(record, owned) for record in records)
    return Standing.PROVED if is_proved else Standing.UNPROVED


def owned_factors(user: User) -> dict[int, str]:
    """What this person may show, by its number; recovery codes are among it."""
    return dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))


def proves(record: dict, owned: dict[int, str]) -> bool:
    """Whether this step of signing in showed something she still has.

    New recovery codes replace the old row; having used one of the old still counts.
    """
    if record.get("method") != "mfa":
        return False
    kind = record.get("type")
    if kind == Type.RECOVERY_CODES:
        return kind in owned.values()
    return owned.get(record.get("id", 0)) == kind


def is_obligatory(user: User) -> bool:
    """Whether this person works here and therefore may not do without."""
    return settings.STAFF_SECOND_FACTOR and user.is_staff


def may_use_powers(request: HttpRequest) -> bool:
    """Whether an officer's rights count in this session, also outside /quan-tri/."""
    if not is_obligatory(request.user):
        return True
    return standing(request) is Standing.PROVED


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether she has just shown that it is she: by her second factor, or by her password where
    she has none."""
    owned = set(owned_factors(request.user).values())
    enough = {"mfa"} if FACTORS & owned else {"mfa", "password"}
    since = now().timestamp() - account_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["method"] in enough and record["at"] > since for record in records)


def is_in_staff_area(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF_PREFIX)
