"""Putting work off until later, without losing it.

A job is a row written in the caller's own transaction: a rolled-back action leaves no job, and
a committed one loses none. A job may run twice when a worker dies, so it must bear repetition.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django_tasks.base import Task, TaskResult
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max

BACKEND = "jobs"


def enqueue(
    task: Task, /, *args: Any, run_after: datetime | None = None, **kwargs: Any
) -> TaskResult:
    """Have a worker do this once the caller's transaction commits, not before `run_after`."""
    return task.using(backend=BACKEND, run_after=run_after).enqueue(*args, **kwargs)


def enqueue_all(task: Task, first_words: Iterable[Any]) -> int:
    """Have a worker do this once for each of these, as soon as it may; says how many.

    In one question however many they are, where `enqueue` asks one for each.
    """
    rows: list[DBTaskResult] = [
        DBTaskResult(
            args_kwargs={"args": [word], "kwargs": {}},
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=get_date_max(),
            backend_name=BACKEND,
        )
        for word in first_words
    ]
    return len(DBTaskResult.objects.bulk_create(rows))


def jobs() -> DBTaskResultQuerySet:
    """Every row of our queue."""
    return DBTaskResult.objects.filter(backend_name=BACKEND)
