"""Where messages are posted: in the action's own transaction, or not at all."""

import unicodedata
from collections.abc import Iterator

from django.db import transaction

from portal.jobs.queue import enqueue
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message
from services.notifications.tasks import deliver

Fact = str | int
LINE_BREAKS = {"\n", "\t"}
DIRECTION_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def post(contact: Contact, kind: str, *, key: str, **facts: Fact) -> list[Message]:
    """Tell this person something once the caller's transaction commits, and only then.

    The same key reaches an address once, however often it is posted. Without an address
    nothing is posted.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Post a message inside the action's own.")

    facts = {name: clean(fact) for name, fact in facts.items()}
    return [
        post_one(contact, kind, key, channel, recipient, facts)
        for channel, recipient in ways_to(contact)
    ]


def post_one(
    contact: Contact, kind: str, key: str, channel: Channel, recipient: str, facts: dict[str, Fact]
) -> Message:
    message, is_new = Message.objects.get_or_create(
        key=key,
        channel=channel,
        recipient=recipient,
        defaults={
            "kind": kind,
            "user": contact.user,
            "language": contact.language,
            "facts": facts,
        },
    )
    if is_new:
        enqueue(deliver, message.pk)
    return message


def ways_to(contact: Contact) -> Iterator[tuple[Channel, str]]:
    """The channels by which this person is told, and the address on each."""
    if email := contact.email.strip():
        yield Channel.EMAIL, email


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
