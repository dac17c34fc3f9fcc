import re

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from portal.workdays.models import CalendarDay
from portal.workdays.seeds import days_of

LONGEST = 30  # Years; further ahead, holidays are guesses.


def years_between(text: str) -> range:
    """The years of “2025-2027” or “2026”."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if not match:
        raise CommandError("Write the years as 2025-2027, or as 2026.")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 0 <= last - first < LONGEST:
        raise CommandError(f"From an earlier year to a later one, at most {LONGEST} years.")
    return range(first, last + 1)


class Command(BaseCommand):
    help = "Loads public holidays and swapped days. Days that people edited stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("--years", default="2025-2027", help="2025-2027, or one year")

    @transaction.atomic
    def handle(self, *args, years, **options):
        span = years_between(years)
        with override(settings.LANGUAGE_CODE):
            days = days_of(span)
        CalendarDay.objects.seeded().filter(date__year__in=span).delete()
        CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
        self.stdout.write(f"{len(days)} special days, {span[0]}–{span[-1]}.")
