"""The city, and a committee with a one-stop desk for every commune this portal serves."""

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.accounts.models import Agency
from portal.places.models import Commune

CITY_CODE = "H13"


class Command(BaseCommand):
    help = "Make the city, the commune committees and their desks; run again, it adds the missing."

    @transaction.atomic
    def handle(self, *args, **options):
        before = Agency.objects.count()
        city = self.agency(CITY_CODE, "UBND thành phố Cần Thơ", Agency.Kind.CITY)
        for commune in Commune.objects.current().local():
            committee = self.agency(
                f"{CITY_CODE}.{commune.code}",
                f"UBND {commune.name}",
                Agency.Kind.COMMUNE,
                parent=city,
                commune=commune,
            )
            self.agency(
                f"{committee.code}.01",
                f"Bộ phận Một cửa {commune.name}",
                Agency.Kind.DESK,
                parent=committee,
                commune=commune,
            )
        self.stdout.write(f"{Agency.objects.count() - before} cơ quan mới.")

    def agency(self, code: str, name: str, kind: str, **facts) -> Agency:
        return Agency.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, **facts}
        )[0]
