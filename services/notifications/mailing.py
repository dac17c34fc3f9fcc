"""Posting many letters of one kind at once, in as few questions for a thousand as for one.

Only of kinds that an address subscribed to: those go by e-mail alone, so nobody's wishes need be
asked for one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from services.notifications import delivery
from services.notifications.contacts import Contact
from services.notifications.kinds import Kind, Topic
from services.notifications.models import Message
from services.notifications.outbox import Fact, clean
from services.notifications.texts import kind_called
from services.notifications.ways import ways_to


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one address is to be told, once under its key."""

    contact: Contact
    key: str
    facts: dict[str, Fact] = field(default_factory=dict)


def post_all(kind: str, letters: Sequence[Letter]) -> int:
    """Post these once the caller's transaction commits, and only then; says how many were new."""
    known = kind_called(kind)
    if known.topic != Topic.SUBSCRIBED:
        raise ValueError(f"{kind} goes by ways that each person chooses: post it to each.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Post messages inside the action's own.")
    posted = Message.objects.filter(key__in=[letter.key for letter in letters])
    there = set(posted.values_list("key", flat=True))
    new = [rows_of(known, letter) for letter in letters if letter.key not in there]
    messages = Message.objects.bulk_create([row for rows in new for row in rows])
    delivery.plan_all(known, messages)
    return len(messages)


def rows_of(kind: Kind, letter: Letter) -> list[Message]:
    contact = letter.contact
    facts = {name: clean(fact) for name, fact in letter.facts.items()}
    return [
        Message(
            key=letter.key,
            kind=kind.name,
            channel=way.channel,
            recipient=way.recipient,
            language=contact.language,
            facts=facts,
        )
        for way in ways_to(contact, kind)
    ]
