"""The background worker in tests: in this process with `drain`, or real ones beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from portal.common.moments import now
from portal.jobs.models import Heartbeat, ScheduleEntry
from portal.jobs.queue import jobs
from portal.jobs.worker import Worker
from services.notifications.models import Message, State


@pytest.fixture
def drain(db) -> Callable[[], None]:
    """Do every job that is due, as the worker would, inside this test's transaction."""

    def do_everything() -> None:
        Worker("test").drain()
        failed = [f"{job.task_path}: {job.exception_class_path}" for job in jobs().failed()]
        assert not failed, failed

    return do_everything


@pytest.fixture
def start_worker(transactional_db) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start real worker processes on this test's database; none outlives the test."""
    workers: list[subprocess.Popen] = []

    def start(*options: str, **env: str) -> subprocess.Popen:
        workers.append(manage("work", *options, **env))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def manage(*command: str, **env: str) -> subprocess.Popen:
    """A management command in a process of its own, on this test's database."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), **OUTSIDE, **env},
    )


OUTSIDE = {"DJANGO_SETTINGS_MODULE": "tests.outside", "LOG_LEVEL": "WARNING"}


def database_url() -> str:
    """Where this test's database is, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def finish(worker: subprocess.Popen) -> int:
    """Ask a worker to stop, and wait for it."""
    with suppress(ProcessLookupError):
        worker.send_signal(signal.SIGTERM)
    return worker.wait(timeout=30)


def let_time_pass() -> None:
    """Make every lease end and every duty come due, without waiting."""
    past = now() - timedelta(minutes=10)
    Heartbeat.objects.update(at=past)
    ScheduleEntry.objects.update(next_at=past)
    Message.objects.filter(state=State.SENDING).update(lease_until=past)
    Message.objects.filter(state=State.RETRYING).update(next_try_at=past)
    jobs().filter(run_after__lt=now() + timedelta(days=9)).update(run_after=past)
