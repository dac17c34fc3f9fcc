from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from portal.jobs import reaper, schedule
from portal.jobs.heart import Heart
from portal.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do the background work: deliver messages, keep periodic duties."
    requires_system_checks: list[str] = []  # The web process has checked; start at once.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do everything that is due now, then stop."
        )

    def handle(self, *, once: bool, **options) -> None:
        worker = Worker()
        worker.configure_signals()
        try:
            with Heart(worker.worker_id):
                drain(worker) if once else worker.run()
        finally:
            worker.reset_signals()  # Another command may have called this one.


def drain(worker: Worker) -> None:
    """Do what dead workers left, what has come round, and everything else that is due."""
    reaper.free_interrupted()
    schedule.enqueue_due()
    worker.drain()
