"""The life of a message after it is posted: claimed, sent, and what became of it recorded.

A message is sent outside any transaction, so a slow server holds no lock, and at least once: a
worker that dies between sending and recording leaves a lease, and the message is sent again.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.common.moments import now
from portal.jobs.queue import BACKEND, enqueue, enqueue_all
from portal.jobs.schedule import called
from services.notifications import quiet, texts
from services.notifications.channels import email, inbox, sms
from services.notifications.channels.refusals import NotNow, Refused
from services.notifications.kinds import Kind
from services.notifications.messages import DIGEST
from services.notifications.models import Channel, Message, State

CHANNELS = {Channel.EMAIL: email, Channel.SMS: sms, Channel.INBOX: inbox}

LEASE = timedelta(minutes=2)  # Longer than any channel's own time limit.
MOST_TRIES = 48  # With the delays below, for about four days.
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120)]
URGENT, ORDINARY, NEWS = 40, 0, -10  # A code passes everything but the queue's own duties.

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a message was not delivered: the name of an error, never its words."""

    error: str
    is_final: bool = False


def plan(message: Message) -> None:
    """Have a worker deliver this, not before its next try and in the order of its weight."""
    job = deliver.using(priority=priority(message.known_kind))
    enqueue(job, message.pk, run_after=message.next_try_at)


def plan_all(kind: Kind, messages: list[Message]) -> None:
    """The same for many new messages of one kind, in one question."""
    job = deliver.using(priority=priority(kind))
    enqueue_all(job, [message.pk for message in messages])


def priority(kind: Kind) -> int:
    if kind.is_urgent:
        return URGENT
    return NEWS if kind.is_news else ORDINARY


@called(_("Send a message"))
@task(backend=BACKEND)
def deliver(message_id: int) -> None:
    """Send a message if it is due, and record what became of it."""
    message = claim(message_id)
    if message is not None:
        failure = send(message)
        if failure is None:
            record_delivery(message)
        else:
            record_failure(message, failure)


@transaction.atomic
def claim(message_id: int) -> Message | None:
    """Take a message for sending, unless it is gone, taken, sent or not yet due."""
    waiting = Message.objects.due().select_for_update(of=("self",))
    message = waiting.filter(pk=message_id).first()
    if message is None or is_put_off(message):
        return None
    message.state = State.SENDING
    message.attempts += 1
    message.lease_until = now() + LEASE
    message.next_try_at = None
    message.save(update_fields=["state", "attempts", "lease_until", "next_try_at"])
    return message


def is_put_off(message: Message) -> bool:
    """Whether night has fallen while it waited; then it goes in the morning."""
    moment = now()
    may_go_at = quiet.earliest(message.channel, message.known_kind, moment)
    if may_go_at == moment:
        return False
    message.next_try_at = may_go_at
    message.save(update_fields=["next_try_at"])
    plan(message)
    return True


def send(message: Message) -> Failure | None:
    """Send a message; say why when it failed, and whether it always will."""
    if message.is_expired:
        return Failure("Expired", is_final=True)
    try:
        channel = CHANNELS[Channel(message.channel)]
        letter = channel.build(message, texts.render(message.kind, message.facts, message.language))
    except Exception as error:  # Whatever is wrong with it, the queue goes on.
        return Failure(type(error).__name__, is_final=True)

    try:
        channel.send(letter)
    except Refused as refusal:
        return Failure(f"Refused {refusal}", is_final=True)
    except NotNow as answer:
        return Failure(f"NotNow {answer}")
    except Exception as error:  # Networks fail in more ways than can be listed.
        return Failure(type(error).__name__)
    return None


@transaction.atomic
def record_delivery(message: Message) -> None:
    """It was sent, whatever others thought of our lease meanwhile."""
    undelivered = Message.objects.filter(uid=message.uid).exclude(state=State.DELIVERED)
    settle(message, undelivered, state=State.DELIVERED, delivered_at=now(), error="")
    logger.info("Message %s was delivered.", message.pk)


@transaction.atomic
def record_failure(message: Message, failure: Failure) -> None:
    """Plan the next try or give up; unless our lease had ended and another took over."""
    ours = Message.objects.filter(uid=message.uid, state=State.SENDING, attempts=message.attempts)
    if failure.is_final or message.attempts >= MOST_TRIES:
        settle(message, ours, state=State.FAILED, error=failure.error)
        logger.warning("Message %s failed: %s", message.pk, failure.error)
        return

    again_at = now() + DELAYS[min(message.attempts, len(DELAYS)) - 1]
    message.next_try_at = quiet.earliest(message.channel, message.known_kind, again_at)
    changes = {"state": State.RETRYING, "lease_until": None, "next_try_at": message.next_try_at}
    if ours.update(error=failure.error, **changes):
        plan(message)
        logger.info("Message %s will be tried again: %s", message.pk, failure.error)


def settle(message: Message, rows, **fate) -> None:
    """Write down a fate: a secret is forgotten, and what a daily letter told shares its fate."""
    if message.known_kind.is_secret:
        fate["facts"] = {}
    if rows.update(lease_until=None, next_try_at=None, **fate) and message.kind == DIGEST:
        told = Message.objects.filter(digest=message, state__in=[State.GATHERED, State.FAILED])
        told.update(attempts=1, **fate)
