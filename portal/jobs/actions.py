"""What an administrator may do to the queue."""

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.jobs.queue import jobs


def try_again(job: DBTaskResult) -> bool:
    """Put a failed job back in the queue with all its starts before it; say whether it was."""
    still_failed = jobs().filter(pk=job.pk, status=TaskResultStatus.FAILED)
    return bool(
        still_failed.update(
            status=TaskResultStatus.READY, started_at=None, finished_at=None, worker_ids=[]
        )
    )
