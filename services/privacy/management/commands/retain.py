from django.core.management.base import BaseCommand

from portal.common.dates import show_moment
from services.privacy import retention


class Command(BaseCommand):
    help = "Takes away what has been kept long enough; --dry-run only says what would go."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="touch nothing, only count")

    def handle(self, *args, dry_run, **options):
        if dry_run:
            for found in retention.forecast():
                self.stdout.write(self.told(found))
            return
        for run in retention.apply_all():
            self.stdout.write(f"{run.rule}: {run.erased} erased")

    @staticmethod
    def told(found: retention.Forecast) -> str:
        rule = found.rule
        if not rule.is_on:
            return f"{rule.name}: off"
        oldest = f", the oldest of {show_moment(found.oldest)}" if found.oldest else ""
        return f"{rule.name}: {found.count} older than {rule.days} days{oldest}"
