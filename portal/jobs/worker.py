"""The worker: takes one job after another from the queue, and outlives what goes wrong."""

import logging
import os
import secrets
import socket
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from portal.jobs import reaper, schedule
from portal.jobs.queue import BACKEND, jobs

IDLE = 1.0  # Seconds between two looks at an empty queue,
SCHEDULE = 5.0  # between two looks at the schedule,
DATABASE_AWAY = 3.0  # and before asking a database again that did not answer.

logger = logging.getLogger(__name__)


def new_name() -> str:
    """A name no other worker has, which tells an operator where to look."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"


class Worker(LibraryWorker):
    """Runs jobs as its library does, under our own loop.

    The library's loop takes a write lock on SQLite at every look, ends when the database goes
    away, and marks a job failed that a second Ctrl-C interrupts.
    """

    def __init__(self, name: str | None = None):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=IDLE,
            batch=False,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=name or new_name(),
        )
        self.bell: SimpleQueue[int] = SimpleQueue()  # Unlike an Event, safe in a signal handler.
        self.next_look = 0.0

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the job in hand and stop; a second signal kills, and the lease frees the job."""
        self.running = False
        self.bell.put(signum)
        self.reset_signals()

    def run(self) -> None:
        """Work until told to stop."""
        while self.running:
            try:
                self.work()
            except (OperationalError, InterfaceError) as error:
                logger.warning("The database does not answer: %s", type(error).__name__)
                connections.close_all()
                self.rest(DATABASE_AWAY)

    def work(self) -> None:
        """Work as long as the database answers."""
        reaper.release(self.worker_id)  # It went away before we could say how a job ended.
        reaper.free_interrupted()
        while self.running:
            close_old_connections()
            self.look_at_schedule()
            if not self.do_next():
                self.rest(IDLE)

    def drain(self) -> None:
        """Do every job that is due, then stop."""
        while self.running and self.do_next():
            pass

    def look_at_schedule(self) -> None:
        if time.monotonic() >= self.next_look:
            schedule.enqueue_due()
            self.next_look = time.monotonic() + SCHEDULE

    def do_next(self) -> bool:
        """Do the most urgent job that is due; say whether there was one."""
        job = self.claim_next()
        if job is not None:
            schedule.note_start(job)
            self.run_task(job)
            schedule.note_end(job)
        return job is not None

    def claim_next(self) -> DBTaskResult | None:
        due = jobs().ready()
        if not due.exists():
            return None  # Looking takes no lock: an idle worker disturbs nobody.
        with exclusive_transaction():
            job = due.get_locked()
            if job is not None:
                job.claim(self.worker_id)
            return job

    def rest(self, seconds: float) -> None:
        """Wait, unless told to stop."""
        with suppress(Empty):
            self.bell.get(timeout=seconds)
