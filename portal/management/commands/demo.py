"""`make demo`: a living portal from nothing, or the one of yesterday, in one process."""

import os

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.management.ports import refuse_port


class Command(BaseCommand):
    help = "Bring the database up to date, fill it when it is empty, and serve."

    def handle(self, *args, **options):
        refuse_port(os.environ.get("PORT") or "8000")
        os.environ.setdefault("STAFF_SECOND_FACTOR", "false")  # To look round without a telephone.
        call_command("migrate", verbosity=0)
        call_command("seed_demo", stdout=self.stdout)
        call_command("serve", stdout=self.stdout)
