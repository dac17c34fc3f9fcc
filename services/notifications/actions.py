"""What may be done with messages after they were posted, and with people's wishes about them."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications import delivery, unsubscribe
from services.notifications.models import Message, MessageEvent, OptOut, Preferences, State
from services.notifications.models.preferences import Followed


@transaction.atomic
def resend(message: Message, *, by: User, note: str = "") -> Message:
    """Have a message go out once more, as one nobody has seen, and remember who wanted it."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if not message.can_be_resent:
        raise StepRefused(_("This message cannot be sent again."))
    message.uid = uuid.uuid4()  # Or the other side would take it for one it has seen.
    message.state = State.CREATED
    message.attempts = 0
    message.delivered_at = None
    message.error = ""
    message.save(update_fields=["uid", "state", "attempts", "delivered_at", "error"])
    remember(message, "resend", by=by, note=note)
    delivery.plan(message)
    return message


def remember(message: Message, step: str, *, by: User, note: str = "") -> MessageEvent:
    return message.events.create(
        step=step, state=message.state, by=by, note=note, is_public=False, at=now()
    )


def mark_read(message: Message) -> None:
    """Its reader has opened it; the first time counts."""
    if message.read_at is None:
        message.read_at = now()
        message.save(update_fields=["read_at"])


def mark_unread(message: Message) -> None:
    """Its reader wants to come back to it."""
    message.read_at = None
    message.save(update_fields=["read_at"])


def mark_all_read(user: User) -> int:
    """Everything in this person's inbox is read; says how much was not."""
    return Message.objects.inbox_of(user).unread().update(read_at=now())


@transaction.atomic
def choose(user: User, *, language: str, **wishes: bool | str) -> Preferences:
    """Remember how this person wants to be told, and in which language."""
    user.language = language
    user.save(update_fields=["language"])
    return Preferences.objects.update_or_create(user=user, defaults=wishes)[0]


@transaction.atomic
def stop_following_letters(token: str) -> bool:
    """Send no more letters of what one follows to whom this token stands for, if to anyone."""
    whose = unsubscribe.read(token) or {}
    if user := User.objects.filter(pk=whose.get("u", 0)).first():
        never = {"followed_email": Followed.NEVER}
        first = never | {"matters_sms": not user.email}  # Her other wishes stay what they were.
        Preferences.objects.update_or_create(user=user, defaults=never, create_defaults=first)
        return True
    if message := Message.objects.filter(pk=whose.get("m", 0)).first():
        OptOut.objects.get_or_create(recipient=message.recipient)
        return True
    return False


def hear_again(recipient: str) -> bool:
    """An address that wanted no news asks for some again; says whether it had wanted none."""
    return bool(OptOut.objects.filter(recipient=recipient).delete()[0])
