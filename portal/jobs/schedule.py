"""Duties that come round by themselves: each is enqueued once, however many workers look.

A domain adds its own in its `tasks.py`, which is imported at start:

    @periodic(every=timedelta(minutes=1))
    @task(backend="jobs")
    def tidy_up() -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import Task

from portal.common.moments import now
from portal.jobs.models import ScheduleEntry
from portal.jobs.queue import enqueue

FIRST = 50  # Duties pass a long queue of ordinary jobs, or nothing would reap while it lasts.


@dataclass(frozen=True)
class Duty:
    task: Task
    every: timedelta


DUTIES: dict[str, Duty] = {}


def periodic(*, every: timedelta) -> Callable[[Task], Task]:
    """Have workers do this task again and again."""

    def add(task: Task) -> Task:
        DUTIES[task.module_path] = Duty(task, every)
        return task

    return add


def enqueue_due() -> list[str]:
    """Enqueue the duties whose time has come, and name them."""
    moment = now()
    times = dict(ScheduleEntry.objects.values_list("name", "next_at"))
    due = [name for name in DUTIES if times.get(name, moment) <= moment]
    return [name for name in due if take(name, DUTIES[name], moment)]


@transaction.atomic
def take(name: str, duty: Duty, moment: datetime) -> bool:
    """Enqueue a duty unless another worker, which held its row before us, has done so."""
    entry, _ = ScheduleEntry.objects.select_for_update().get_or_create(
        name=name, defaults={"next_at": moment}
    )
    if entry.next_at > moment:
        return False

    entry.next_at = moment + duty.every
    entry.save(update_fields=["next_at"])
    enqueue(duty.task.using(priority=FIRST))
    return True
