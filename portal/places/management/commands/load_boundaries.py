"""Load the outlines of communes from a GeoJSON file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.places.boundaries import load_boundaries
from portal.places.units import PlacesFileError


class Command(BaseCommand):
    help = (
        "Load outlines: a GeoJSON FeatureCollection whose features have the property `code` of a "
        "commune and a Polygon or MultiPolygon. Can be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            count = load_boundaries(file)
        except PlacesFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(count)s outlines loaded.") % {"count": count})
