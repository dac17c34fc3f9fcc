"""The groups and kinds of report, from the data file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from services.reports.models import Category, CategoryGroup

DEFAULT_RADIUS = 100
DEFAULT = Path(__file__).resolve().parents[2] / "data" / "categories.json"


class Command(BaseCommand):
    help = "Load the report categories; run again, it corrects what changed."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)

    @transaction.atomic
    def handle(self, *args, file: Path, **options):
        groups = json.loads(file.read_text(encoding="utf-8"))["groups"]
        for position, group in enumerate(groups):
            row, _ = CategoryGroup.objects.update_or_create(
                code=group["code"], defaults={"name": group["name"], "position": position}
            )
            for place, item in enumerate(group["items"]):
                self.load(row, place, item)
        self.stdout.write(f"{Category.objects.count()} loại phản ánh.")

    def load(self, group: CategoryGroup, position: int, item: dict) -> None:
        Category.objects.update_or_create(
            code=item["code"],
            defaults={
                "group": group,
                "position": position,
                "name": item["name"],
                "keywords": item["keywords"],
                "target_days": item["sla_days"],
                "is_private": item.get("visibility") == "private_by_default",
                "is_emergency": item.get("stop", False),
                "radius_m": item.get("radius_m", DEFAULT_RADIUS),
                "asset": item.get("asset", ""),
                "questions": item.get("questions", []),
            },
        )
