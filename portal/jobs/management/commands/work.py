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
        with Heart(worker.worker_id):
            if once:
                reaper.free_interrupted()
                schedule.enqueue_due()
                worker.drain()
            else:
                worker.run()
