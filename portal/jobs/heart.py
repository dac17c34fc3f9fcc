"""A worker's sign of life, given by a thread of its own while a long job runs."""

import logging
from contextlib import suppress
from threading import Event, Thread

from django.db import DatabaseError, InterfaceError, connections

from portal.jobs.models import Heartbeat

EVERY = 10.0  # Seconds; several beats may be missed before the lease ends.

logger = logging.getLogger(__name__)


class Heart(Thread):
    """Beats for a worker from `with` to the end of the block, where the worker signs off."""

    def __init__(self, worker: str, every: float = EVERY):
        super().__init__(name=f"heart of {worker}", daemon=True)
        self.worker = worker
        self.every = every
        self.stopped = Event()

    def __enter__(self) -> "Heart":
        Heartbeat.objects.beat(self.worker)
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.stopped.set()
        self.join(self.every)
        with suppress(DatabaseError, InterfaceError):
            Heartbeat.objects.filter(worker=self.worker).delete()

    def run(self) -> None:
        while not self.stopped.wait(self.every):
            self.beat()
        connections.close_all()

    def beat(self) -> None:
        """Beat once; a database that does not answer is asked again at the next beat."""
        try:
            Heartbeat.objects.beat(self.worker)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("A heartbeat was missed: %s", type(error).__name__)
            connections.close_all()
