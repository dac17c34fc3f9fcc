from django.core.management.base import BaseCommand

from cms.setup import load_site


class Command(BaseCommand):
    help = "Set up home, news, editors and approval; run again, it changes nothing."

    def handle(self, *args, **options):
        home = load_site()
        self.stdout.write(f"{home.title}: {home.full_url}")
