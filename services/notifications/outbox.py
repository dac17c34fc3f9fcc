"""Where messages are posted: in the action's own transaction, or not at all."""

import unicodedata

from django.db import IntegrityError, transaction
from django.db.models import Q

from portal.common.moments import now
from services.notifications import delivery, quiet
from services.notifications.contacts import Contact
from services.notifications.kinds import Kind, Topic
from services.notifications.models import Message, State
from services.notifications.texts import kind_called
from services.notifications.ways import Way, ways_to

Fact = str | int
LINE_BREAKS = {"\n", "\t"}
DIRECTION_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def post(
    contact: Contact, kind: str, *, key: str, matter: str = "", **facts: Fact
) -> list[Message]:
    """Tell this person something once the caller's transaction commits, and only then.

    The same key reaches a person once on each channel, and an address once, however often it is
    posted. Who left no way to be reached is told nothing. The officers of a matter find by its
    code what was told of it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Post a message inside the action's own.")

    known = kind_called(kind)
    facts = {name: clean(fact) for name, fact in facts.items()}
    if known.topic != Topic.ACCOUNT:
        contact = contact.in_own_language()
    ways = list(ways_to(contact, known))
    told = told_already(contact, known, key, ways) if ways else {}
    return [
        told.get(way.channel) or post_one(contact, known, key, way, facts, matter) for way in ways
    ]


def is_posted(key: str) -> bool:
    """Whether somebody was told of this before; for those who would ask again and again."""
    return Message.objects.about(key).exists()


def told_already(contact: Contact, kind: Kind, key: str, ways: list[Way]) -> dict[str, Message]:
    """What this person was told of this before, by channel; for an account, what each address."""
    whose = Q(recipient__in=[way.recipient for way in ways])
    if contact.user and kind.topic != Topic.ACCOUNT:
        whose |= Q(user=contact.user)
    return {message.channel: message for message in Message.objects.about(key).filter(whose)}


def post_one(
    contact: Contact, kind: Kind, key: str, way: Way, facts: dict[str, Fact], matter: str = ""
) -> Message:
    """One row on one channel, and a job for it unless it waits for the daily letter."""
    moment = now()
    may_go_at = quiet.earliest(way.channel, kind, moment)
    message = Message(
        key=key,
        matter=matter,
        kind=kind.name,
        channel=way.channel,
        recipient=way.recipient,
        user=contact.user,
        language=contact.language,
        facts=facts,
        state=State.GATHERED if way.is_gathered else State.CREATED,
        next_try_at=may_go_at if may_go_at > moment else None,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:  # Another posted it between our look and our word.
        return Message.objects.about(key).get(channel=way.channel, recipient=way.recipient)
    if not way.is_gathered:
        delivery.plan(message)
    return message


def clean(fact: Fact) -> Fact:
    """A fact as it may stand in a letter: a number, or text without hidden characters."""
    if isinstance(fact, int):
        return fact
    if not isinstance(fact, str):
        raise TypeError(f"A fact is text or a whole number, not {type(fact).__name__}.")
    return "".join(letter for letter in fact if is_plain(letter))


def is_plain(letter: str) -> bool:
    """Whether a character only says what it shows."""
    if letter in LINE_BREAKS:
        return True
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in DIRECTION_OVERRIDES
