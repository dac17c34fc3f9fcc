"""Duties that come round by themselves: each is enqueued once, however many workers look.

A domain adds its own in its `tasks.py`, which is imported at start:

    @periodic(every=timedelta(minutes=1), label=_("Tidy up"))
    @task(backend="jobs")
    def tidy_up() -> int: ...

    @periodic(at=time(7, 30), label=_("Remind those who wait"))
    @task(backend="jobs")
    def remind() -> int: ...

A whole number that a duty gives is how many things it saw to; the schedule's screen shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.common.moments import now
from portal.jobs.models import ScheduleEntry
from portal.jobs.queue import enqueue

FIRST = 50  # Duties pass a long queue of ordinary jobs, or nothing would reap while it lasts.
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """A task that comes round: after each span of time, or every day at one hour here."""

    task: Task
    every: timedelta = ONE_DAY
    at: time | None = None

    def first(self, moment: datetime) -> datetime:
        """When a duty never done before is due: at once, or when its hour next comes."""
        return self.after(moment) if self.at else moment

    def after(self, moment: datetime) -> datetime:
        """When it is due once more, after this moment; what was missed is not made up for."""
        if self.at is None:
            return moment + self.every
        here = timezone.localtime(moment)
        today = datetime.combine(here.date(), self.at, here.tzinfo)
        return today if today > here else today + ONE_DAY


DUTIES: dict[str, Duty] = {}
LABELS: dict[str, str | Promise] = {}  # What people call a task, by its name in the code.


def called(label: str | Promise) -> Callable[[Task], Task]:
    """Give a task a name that people understand."""

    def name(task: Task) -> Task:
        LABELS[task.module_path] = label
        return task

    return name


def periodic(
    *, every: timedelta = ONE_DAY, at: time | None = None, label: str | Promise = ""
) -> Callable[[Task], Task]:
    """Have workers do this task again and again; `at` this hour of every day, where given."""

    def add(task: Task) -> Task:
        DUTIES[task.module_path] = Duty(task, every, at)
        return called(label)(task) if label else task

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
        name=name, defaults={"next_at": duty.first(moment)}
    )
    if entry.next_at > moment:
        return False

    entry.next_at = duty.after(moment)
    entry.save(update_fields=["next_at"])
    enqueue(duty.task.using(priority=FIRST))
    return True


def note_start(job: DBTaskResult) -> None:
    """Write into the table that a duty, if the job is one, is being done."""
    entry = ScheduleEntry.objects.filter(name=job.task_path)
    entry.update(started_at=job.started_at, ended_at=None)


def note_end(job: DBTaskResult) -> None:
    """Write into the table how a duty went: what it saw to, or the name of what went wrong."""
    has_failed = job.status == TaskResultStatus.FAILED
    ScheduleEntry.objects.filter(name=job.task_path).update(
        ended_at=job.finished_at,
        handled=count_in(job.return_value),
        error=job.exception_class_path.rpartition(".")[2][:80] if has_failed else "",
    )


def count_in(answer: object) -> int | None:
    """A duty's answer, where it is how many things it saw to."""
    if not isinstance(answer, int) or isinstance(answer, bool):
        return None
    return answer if answer >= 0 else None
