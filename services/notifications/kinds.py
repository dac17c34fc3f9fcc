"""Every kind of message the portal sends, and the facts its words may use.

A domain adds its own in its `messages.py`, which is imported at start. The words stand in
`templates/messages/<name>.<language>.txt`, until an administrator changes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise

SECRETS_LIVE = timedelta(minutes=15)


class Topic(StrEnum):
    """What a message is about: of one's matters and of what one follows one chooses channels."""

    ACCOUNT = "account"  # Codes and warnings: always sent, to the address concerned.
    MATTERS = "matters"  # What happens to one's own reports and dossiers.
    FOLLOWED = "followed"  # What one follows; may come as a digest.
    SUBSCRIBED = "subscribed"  # What an address said yes to: by e-mail, until it says no to it.


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One event the portal tells people about."""

    name: str
    label: str | Promise
    facts: Mapping[str, str] = field(default_factory=dict)  # Placeholder, and an example of it.
    topic: Topic = Topic.MATTERS
    is_urgent: bool = False  # Waits for no morning, and passes the others.
    is_secret: bool = False  # Its facts are forgotten as soon as its fate is known.
    life: timedelta | None = None  # After which it is not sent any more.
    public: frozenset[str] = frozenset()  # Facts that, besides codes, may stand in subject and SMS.
    way_out: str = ""  # The fact that is the address where one press ends these letters (RFC 8058).

    @property
    def is_news(self) -> bool:
        """Whether it waits behind what concerns one's own matters, and has a way out."""
        return self.topic in {Topic.FOLLOWED, Topic.SUBSCRIBED}

    @property
    def has_inbox(self) -> bool:
        """Whether it also lies in the inbox of whoever has one."""
        return self.topic in {Topic.MATTERS, Topic.FOLLOWED}

    @property
    def lifetime(self) -> timedelta | None:
        """How long it is worth sending: a secret for a quarter of an hour, if none is named."""
        return self.life or (SECRETS_LIVE if self.is_secret else None)


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds of messages; each name once."""
    for kind in kinds:
        if kind.name in KINDS:
            raise ValueError(f"Two kinds of messages are called {kind.name}.")
        KINDS[kind.name] = kind
