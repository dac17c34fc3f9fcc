"""The life of a message after it is posted: claimed, sent, and what became of it recorded.

A message is sent outside any transaction, so a slow server holds no lock, and at least once: a
worker that dies between sending and recording leaves a lease, and the message is sent again.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus

from portal.common.moments import now
from portal.jobs.queue import BACKEND, enqueue, jobs
from portal.jobs.schedule import periodic
from services.notifications import texts
from services.notifications.channels import email
from services.notifications.channels.refusals import Refused
from services.notifications.models import Channel, Message, State

CHANNELS = {Channel.EMAIL: email}

LEASE = timedelta(minutes=2)  # Longer than any channel's own time limit.
MOST_TRIES = 48  # With the delays below, for about four days.
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120)]
FORGOTTEN_AFTER = timedelta(hours=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a message was not delivered: the name of an error, never its words."""

    error: str
    is_final: bool = False


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
    if message is not None:
        message.state = State.SENDING
        message.attempts += 1
        message.lease_until = now() + LEASE
        message.next_try_at = None
        message.save(update_fields=["state", "attempts", "lease_until", "next_try_at"])
    return message


def send(message: Message) -> Failure | None:
    """Send a message; say why when it failed, and whether it always will."""
    try:
        channel = CHANNELS[Channel(message.channel)]
        letter = channel.build(message, texts.render(message.kind, message.facts, message.language))
    except Exception as error:  # Whatever is wrong with it, the queue goes on.
        return Failure(type(error).__name__, is_final=True)

    try:
        channel.send(letter)
    except Refused as refusal:
        return Failure(f"Refused {refusal}", is_final=True)
    except Exception as error:  # Networks fail in more ways than can be listed.
        return Failure(type(error).__name__)
    return None


def record_delivery(message: Message) -> None:
    """It was sent, whatever others thought of our lease meanwhile."""
    undelivered = Message.objects.filter(pk=message.pk).exclude(state=State.DELIVERED)
    undelivered.update(
        state=State.DELIVERED, delivered_at=now(), lease_until=None, next_try_at=None, error=""
    )
    logger.info("Message %s was delivered.", message.pk)


@transaction.atomic
def record_failure(message: Message, failure: Failure) -> None:
    """Plan the next try or give up; unless our lease had ended and another took over."""
    ours = Message.objects.filter(pk=message.pk, state=State.SENDING, attempts=message.attempts)
    if failure.is_final or message.attempts >= MOST_TRIES:
        ours.update(state=State.FAILED, lease_until=None, error=failure.error)
        logger.warning("Message %s failed: %s", message.pk, failure.error)
        return

    again_at = now() + DELAYS[min(message.attempts, len(DELAYS)) - 1]
    changes = {"state": State.RETRYING, "lease_until": None, "next_try_at": again_at}
    if ours.update(error=failure.error, **changes):
        enqueue(deliver, message.pk, run_after=again_at)
        logger.info("Message %s will be tried again: %s", message.pk, failure.error)


@periodic(every=timedelta(minutes=1))
@task(backend=BACKEND)
def reap_messages() -> int:
    """Plan another try for messages whose worker died while sending."""
    stuck = list(Message.objects.stuck())
    for message in stuck:
        record_failure(message, Failure("WorkerLost"))
    return len(stuck)


@periodic(every=timedelta(hours=1))
@task(backend=BACKEND)
def find_forgotten() -> int:
    """Enqueue again the messages that no job remembers, as after a restored backup."""
    pending = jobs().filter(
        task_path=deliver.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    remembered = {row["args"][0] for row in pending.values_list("args_kwargs", flat=True)}
    old = Message.objects.due().filter(created_at__lt=now() - FORGOTTEN_AFTER)
    forgotten = set(old.values_list("pk", flat=True)) - remembered
    for message_id in sorted(forgotten):
        enqueue(deliver, message_id)
    return len(forgotten)
