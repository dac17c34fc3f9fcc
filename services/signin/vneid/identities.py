"""Who VNeID says somebody is: read from its claims, and carried sealed until it is confirmed."""

import json
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.common.ciphers import Unreadable, decrypt, encrypt
from portal.common.dates import show_day
from portal.common.personal_id import PersonalIdField, mask_personal_id
from portal.common.phones import read_phone, show_phone
from portal.common.text import read_line

CONFIRM_WITHIN = 30 * 60  # Seconds; afterwards one begins again.
LONGEST_NAME = 150
LONGEST_LINE = 300
LONGEST_LEVEL = 100


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person as VNeID knows her. Only some of it is kept: see VerifiedIdentity."""

    subject: str
    name: str = ""
    birth_date: str = ""
    personal_id: str = ""
    phone: str = ""
    address: str = ""
    level: str = ""

    @property
    def rows(self) -> list[dict[str, str]]:
        """What came in, as the page shows it; what did not come in is left out."""
        rows = [
            (_("Full name"), self.name),
            (_("Date of birth"), self.birth_date),
            (_("ID number"), mask_personal_id(self.personal_id)),
            (_("Telephone"), self.phone),
            (_("Address"), self.address),
            (_("Level of assurance"), show_level(self.level)),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]

    def seal(self) -> str:
        """All of this in a form that a session may carry and nobody else can read."""
        return encrypt(json.dumps({"at": time.time(), **asdict(self)}))


def unseal(token: str) -> Identity | None:
    """What was sealed a short while ago; None when it is too old or not ours."""
    try:
        facts = json.loads(decrypt(token))
    except (Unreadable, ValueError):
        return None
    if time.time() - facts.pop("at") > CONFIRM_WITHIN:
        return None
    return Identity(**facts)


def read_identity(claims: dict) -> Identity:
    """A person from VNeID's claims; what cannot be read is left out."""
    return Identity(
        subject=claims["sub"],
        name=line(claims.get("name"), LONGEST_NAME),
        birth_date=read_birth_date(claims.get("birthdate")),
        personal_id=read_personal_id(claims),
        phone=read_any_phone(claims.get("phone_number")),
        address=read_address(claims.get("address")),
        level=line(claims.get("acr"), LONGEST_LEVEL),
    )


def line(said: Any, longest: int) -> str:
    """One readable line of what was said, or nothing."""
    try:
        return read_line(said)[:longest].strip() if isinstance(said, str) else ""
    except ValidationError:
        return ""


def read_birth_date(said: Any) -> str:
    """22/11/1960; the year alone, or however else it was given, as it stands."""
    words = line(said, LONGEST_LINE)
    try:
        return show_day(date.fromisoformat(words))
    except ValueError:
        return words


def read_personal_id(claims: dict) -> str:
    """The first ID number that is one, under any of the names the settings list."""
    for name in settings.VNEID_PERSONAL_ID_CLAIMS:
        said = claims.get(name)
        if isinstance(said, str) and (number := read_number(said)):
            return number
    return ""


def read_number(said: str) -> str:
    try:
        return PersonalIdField(required=False).clean(said)
    except ValidationError:
        return ""


def read_any_phone(said: Any) -> str:
    words = line(said, LONGEST_LINE)
    return show_phone(read_phone(words) or words)


def read_address(said: Any) -> str:
    """An address as one line; OpenID Connect sends it in parts, of which one is the whole."""
    return line(said.get("formatted") if isinstance(said, dict) else said, LONGEST_LINE)


def show_level(level: str) -> str:
    """VNeID's levels are numbers; other names of levels stand as they are."""
    return _("Level %(level)s") % {"level": level} if level.isdecimal() else level
