"""What comes round by itself: whom nobody delivers any more, and the daily letters."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task
from django_tasks.base import TaskResultStatus

from portal.common.moments import now
from portal.jobs.queue import BACKEND, jobs
from portal.jobs.schedule import periodic
from services.notifications import digest
from services.notifications.delivery import Failure, deliver, plan, record_failure
from services.notifications.models import Message

FORGOTTEN_AFTER = timedelta(hours=1)


@periodic(every=timedelta(minutes=1), label=_("Rescue messages whose worker died"))
@task(backend=BACKEND)
def reap_messages() -> int:
    """Plan another try for messages whose worker died while sending."""
    stuck = list(Message.objects.stuck())
    for message in stuck:
        record_failure(message, Failure("WorkerLost"))
    return len(stuck)


@periodic(every=timedelta(hours=1), label=_("Find messages that no job remembers"))
@task(backend=BACKEND)
def find_forgotten() -> int:
    """Enqueue again the messages that no job remembers, as after a restored backup."""
    pending = jobs().filter(
        task_path=deliver.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    remembered = {row["args"][0] for row in pending.values_list("args_kwargs", flat=True)}
    old = Message.objects.due().filter(created_at__lt=now() - FORGOTTEN_AFTER)
    forgotten = [message for message in old.order_by("pk") if message.pk not in remembered]
    for message in forgotten:
        plan(message)
    return len(forgotten)


@periodic(at=digest.SENT_AT, label=_("Send the daily letters"))
@task(backend=BACKEND)
def send_digests() -> int:
    """Gather what people follow into one letter each; once a day, however often it is asked."""
    return digest.send_all()
