"""Jobs for the tests of the queue: they leave traces in files, so that any process may do them."""

from pathlib import Path

from django.db import OperationalError
from django_tasks import task

from portal.jobs.queue import BACKEND
from tests.waiting import until


@task(backend=BACKEND)
def note(path: str) -> None:
    """Write one more line."""
    with Path(path).open("a") as notes:
        notes.write("done\n")


@task(backend=BACKEND)
def fail() -> None:
    raise ValueError("on purpose")


@task(backend=BACKEND)
def lose_the_database() -> None:
    raise OperationalError("database is locked")


@task(backend=BACKEND)
def wait_in(folder: str) -> None:
    """Begin, and end when the test says so."""
    note.call(f"{folder}/began")
    until(Path(folder, "may-end").exists, seconds=60)
    note.call(f"{folder}/ended")


@task(backend=BACKEND)
def two() -> int:
    """Two things were seen to."""
    return 2
