"""The words of a message, ready to be sent: `templates/messages/<kind>.<language>.txt`.

See `wording.py` for how they are written, and `kinds.py` for the facts each may use.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Engine

from services.notifications.kinds import KINDS, Kind
from services.notifications.models import MessageText
from services.notifications.sms_length import without_marks
from services.notifications.wording import (
    BadWording,
    Wording,
    allowed,
    faults,
    fill,
    harmless,
    one_line,
    read,
)

PORTAL = "Sóc Trăng Số"
LAYOUT = "layout"

logger = logging.getLogger(__name__)

Facts = Mapping[str, str | int]


class UnknownKind(LookupError):
    """No domain tells of this, or nobody has written its words."""


@dataclass(frozen=True)
class Text:
    """One message in one language: all that a channel may need of it."""

    subject: str
    body: str  # The whole letter, from greeting to closing.
    words: str = ""  # What happened, without greeting and closing.
    sms: str = ""  # Empty when this is never sent by SMS.


def render(kind: str, facts: Facts, language: str, at: datetime | None = None) -> Text:
    """The message in the person's own language, in the words of now or of a moment past."""
    known = kind_called(kind)
    return compose(known, wording_of(known, language, at), facts, language)


def compose(kind: Kind, wording: Wording, facts: Facts, language: str) -> Text:
    """These words with these facts; raises BadWording where a name is not the kind's."""
    if wrong := faults(wording, kind):
        raise BadWording(" ".join(sentence for part in wrong.values() for sentence in part))
    known = facts_of(kind, facts)
    words = fill(wording.body, known)
    return Text(
        subject=one_line(fill(wording.subject, known)),
        body=fill(layout(language), {"words": words, "site": settings.SITE_URL}) + "\n",
        words=words,
        sms=sms_form(one_line(fill(wording.sms, known))),
    )


def kind_called(name: str) -> Kind:
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def facts_of(kind: Kind, facts: Facts) -> dict[str, str]:
    """Every name the kind's words may use, with what it stands for; empty when not known."""
    known = {name: harmless(facts.get(name, "")) for name in allowed(kind)}
    if "url" in known and (path := harmless(facts.get("path", ""))):
        known["url"] = f"{settings.SITE_URL}{path}"
    return known | {"portal": PORTAL}


def sms_form(text: str) -> str:
    return text if settings.SMS_ACCENTED else without_marks(text)


def wording_of(kind: Kind, language: str, at: datetime | None = None) -> Wording:
    """The words in force, now or then; asked each time, so that a change counts at once.

    Words that use what the kind no longer knows give way to the original ones.
    """
    changes = MessageText.objects.of(kind.name, spoken(language))
    change = (changes.in_force_at(at) if at else changes.current()).first()
    wording = change.wording if change else None
    if wording and faults(wording, kind):
        logger.warning("The words of %s no longer fit: the original ones are used.", kind.name)
        wording = None
    return wording or shipped(kind.name, language)


def spoken(language: str) -> str:
    """This language, or the portal's own where nobody writes it."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def shipped(kind: str, language: str) -> Wording:
    """The words that came with the portal."""
    return read(source_of(kind, language))


def layout(language: str) -> str:
    return source_of(LAYOUT, language)


@cache
def source_of(name: str, language: str) -> str:
    """A file of words, in this language or else in the portal's own."""
    for spoken in (language, settings.LANGUAGE_CODE):
        for folder in Engine.get_default().dirs:
            path = Path(folder, "messages", f"{name}.{spoken}.txt")
            if path.is_file():
                return path.read_text(encoding="utf-8")
    raise UnknownKind(name)
