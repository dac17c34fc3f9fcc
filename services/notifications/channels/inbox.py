"""The inbox on the portal: what was told lies there, in the words in which it was told."""

from dataclasses import dataclass

from services.notifications.models import Message
from services.notifications.texts import Text

LONGEST_SUBJECT = 200


class NobodysInbox(ValueError):
    """The account is gone, and its inbox with it."""


@dataclass(frozen=True)
class Note:
    message: Message
    text: Text


def build(message: Message, text: Text) -> Note:
    """The note as it will lie in the inbox; raises when there is none."""
    if message.user_id is None:
        raise NobodysInbox
    return Note(message, text)


def send(note: Note) -> None:
    """Lay it there; once more is the same as once."""
    Message.objects.filter(pk=note.message.pk).update(
        subject=note.text.subject[:LONGEST_SUBJECT], body=note.text.words, read_at=None
    )
