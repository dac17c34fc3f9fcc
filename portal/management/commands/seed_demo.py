"""One small commune with its people, made through the real actions."""

import io
import random

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.common.moments import travel_to
from portal.common.references import loaded_dice
from portal.management.demo import bulk, files
from portal.management.demo.agencies import make_agencies
from portal.management.demo.alerts import make_alerts
from portal.management.demo.asking import make_partners, make_texts
from portal.management.demo.dossiers import make_dossiers
from portal.management.demo.forms import make_forms
from portal.management.demo.guides import make_guides
from portal.management.demo.media import make_media
from portal.management.demo.pages import make_pages
from portal.management.demo.people import make_people
from portal.management.demo.readers import make_readers
from portal.management.demo.reports import make_reports
from portal.management.demo.routing import make_routing
from portal.management.demo.translations import make_translations
from portal.management.demo.words import make_words
from services.reports import tallies
from services.reports.models import Report

LONG_AGO = 90  # Days; everybody served before the first report came.
DICE = 94  # The old province's number: the same codes every time.
FACTS = [
    ("load_places",),
    ("load_agencies",),
    ("load_calendar",),
    ("load_report_categories",),
    ("load_procedures",),
]


class Command(BaseCommand):
    help = "Fill an empty portal with a living demonstration; run again, it changes nothing."

    def add_arguments(self, parser):
        for name in ("reports", "dossiers", "articles"):
            parser.add_argument(f"--{name}", type=int, default=0, help=f"so many {name} at least")

    def handle(self, *args, reports: int, dossiers: int, articles: int, **options):
        if settings.PRODUCTION:
            raise CommandError("Dữ liệu trình diễn chỉ dùng khi đặt DEMO=1 hoặc DEBUG=1.")
        if not Report.objects.exists():
            self.seed()
        bulk.fill_up(reports=reports, dossiers=dossiers, articles=articles)
        tallies.count_all()

    def seed(self) -> None:
        """Everything, or nothing: a half-made commune would confuse."""
        with transaction.atomic(), loaded_dice(random.Random(DICE)):  # noqa: S311
            self.say("Địa bàn, cơ quan, lịch làm việc, loại phản ánh, thủ tục…")
            for command in FACTS:
                call_command(*command, verbosity=0, stdout=io.StringIO())
            with travel_to(files.ago(LONG_AGO)):
                people = make_people()
                make_agencies()
                make_routing(people)
            self.say("Trang và tin tức…")
            make_words(people["editor"])
            make_alerts(people["publisher"])
            make_pages(people)
            make_forms(people["editor"])
            make_guides(people["editor"])
            make_media(people["editor"])
            make_translations(people["editor"])
            make_readers()
            self.say("Phản ánh…")
            make_partners()
            make_texts()
            make_reports(people)
            self.say("Hồ sơ…")
            make_dossiers(people)

    def say(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()
