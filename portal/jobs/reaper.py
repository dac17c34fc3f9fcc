"""Jobs that were interrupted start again: their worker was killed, or the database went away."""

from collections.abc import Iterable

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.jobs import schedule
from portal.jobs.models import Heartbeat
from portal.jobs.queue import jobs

MOST_STARTS = 5
DATABASE_WENT_AWAY = ["django.db.utils.OperationalError", "django.db.utils.InterfaceError"]


class WorkerLost(Exception):
    """Every worker that started this job was lost: it may be what kills them."""


def free_interrupted() -> int:
    """Let the jobs of dead workers, and those the database interrupted, start again."""
    alive = set(Heartbeat.objects.fresh().values_list("worker", flat=True))
    abandoned = [job for job in jobs().running() if job.worker_ids[-1] not in alive]
    broken_off = jobs().failed().filter(exception_class_path__in=DATABASE_WENT_AWAY)
    return put_back([*abandoned, *broken_off])


def release(worker: str) -> int:
    """Let the jobs start again that this worker, which is between jobs, still seems to hold."""
    return put_back(job for job in jobs().running() if job.worker_ids[-1] == worker)


def put_back(interrupted: Iterable[DBTaskResult]) -> int:
    """Let these jobs start again, but no job for ever."""
    freed = 0
    for job in interrupted:
        if len(job.worker_ids) >= MOST_STARTS:
            job.set_failed(WorkerLost())
            schedule.note_end(job)
        else:
            freed += make_ready(job)
    return freed


def make_ready(job: DBTaskResult) -> int:
    """Put a job back in the queue, unless somebody did so since it was read."""
    unchanged = jobs().filter(pk=job.pk, status=job.status, started_at=job.started_at)
    return unchanged.update(status=TaskResultStatus.READY, started_at=None, finished_at=None)
