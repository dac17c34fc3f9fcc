"""Load provinces, communes and the old units they were formed from."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.places.loading import load_units
from portal.places.units import UNITS_FILE, PlacesFileError, read_units


class Command(BaseCommand):
    help = "Load provinces, communes and old units. Can be run again: only differences are written."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=UNITS_FILE)

    def handle(self, *args, file, **options):
        try:
            tallies = load_units(read_units(file))
        except PlacesFileError as error:
            raise CommandError(str(error)) from error
        for model, tally in tallies.items():
            self.stdout.write(
                _("%(what)s: %(came)s came, %(changed)s changed, %(stayed)s stayed.")
                % {"what": model._meta.verbose_name_plural, **vars(tally)}
            )
