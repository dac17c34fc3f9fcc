from django.core.management.base import BaseCommand, CommandError

from services.privacy.rotation import rotate_all


class Command(BaseCommand):
    help = "Puts every encrypted value under the newest of FIELD_ENCRYPTION_KEYS."

    def handle(self, *args, **options):
        lost = 0
        for tally in rotate_all():
            self.stdout.write(
                f"{tally.place}: {tally.rotated} rotated, {tally.fresh} under the newest key, "
                f"{tally.unreadable} that no key opens"
            )
            lost += tally.unreadable
        if lost:
            raise CommandError(
                f"{lost} values cannot be opened by any key we hold. "
                "Add the key they were written with, and run this again."
            )
        self.stdout.write("Every value is under the newest key: older ones may go.")
