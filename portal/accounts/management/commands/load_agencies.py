"""The city, and a committee with a one-stop desk for every commune this portal serves."""

from datetime import date, time

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.accounts.actions import open_agency, set_hours
from portal.accounts.models import Agency
from portal.places.models import Commune

CITY_CODE = "H13"
CITY_SINCE = date(2025, 7, 1)  # When Sóc Trăng joined it, and its codes began to hold here.
WORKING_DAYS = range(5)
# What offices here usually keep; nobody has confirmed it for any one desk, and the pages say so.
USUAL_HOURS = [(time(7), time(11)), (time(13), time(17))]


class Command(BaseCommand):
    help = "Make the city, the commune committees and their desks; run again, it adds the missing."

    @transaction.atomic
    def handle(self, *args, **options):
        before = Agency.objects.count()
        city = self.agency(CITY_CODE, "UBND thành phố Cần Thơ", Agency.Kind.CITY, since=CITY_SINCE)
        for commune in Commune.objects.current().local().select_related("province"):
            self.committee(city, commune)
        self.stdout.write(f"{Agency.objects.count() - before} cơ quan mới.")

    def committee(self, city: Agency, commune: Commune) -> None:
        place = {"commune": commune, "since": commune.valid_from}
        committee = self.agency(
            f"{CITY_CODE}.{commune.code}",
            f"UBND {commune.name}",
            Agency.Kind.COMMUNE,
            parent=city,
            **place,
        )
        self.agency(
            f"{committee.code}.01",
            f"Bộ phận Một cửa {commune.name}",
            Agency.Kind.DESK,
            parent=committee,
            address=f"Trụ sở UBND {commune.name}, {commune.province.name}",
            **place,
        )

    def agency(self, code: str, name: str, kind: str, *, since: date, **facts) -> Agency:
        """The agency with this code, whatever has become of it; else a new one."""
        if known := Agency.objects.filter(code=code).first():
            return known
        agency = open_agency(Agency(code=code, name=name, kind=kind, **facts), since=since)
        if kind == Agency.Kind.DESK:
            set_hours(agency, dict.fromkeys(WORKING_DAYS, USUAL_HOURS))
        return agency
