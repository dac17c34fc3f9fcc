"""How long looking for the same report takes: `python -m tests.bench.bench_similar`.

A hundred questions as residents ask them, among 1,000 and among 100,000 reports. What is compared
is what is open around a place; what was closed over the years must not slow it.
"""

import io
import os
import random
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import django

FEW, MANY = 1_000, 100_000
QUESTIONS = 100
ROUNDS = 3  # Each question's best time: the machine has other things to do.
WORST_RATIO = 3
MOST_MILLISECONDS = 100
A_STREET = 0.002  # Degrees, about 200 m.
SHARE_WITH_PIN = 0.7


@dataclass(frozen=True)
class Times:
    middle: float
    slowest: float


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        few, many = [times_among(count) for count in (FEW, MANY)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return report(connection.vendor, few, many)


def report(vendor: str, few: Times, many: Times) -> int:
    """Say how it went; whether it went as promised."""
    ratio = many.middle / few.middle
    for count, times in ((FEW, few), (MANY, many)):
        sys.stdout.write(
            f"similar on {vendor}: among {count} reports {times.middle:.1f} ms in the middle, "
            f"{times.slowest:.1f} ms at most\n"
        )
    in_time = "yes" if many.slowest <= MOST_MILLISECONDS else "NO"
    sys.stdout.write(
        f"similar on {vendor}: {ratio:.1f} times (at most {WORST_RATIO}); "
        f"within {MOST_MILLISECONDS} ms: {in_time}\n"
    )
    return int(ratio > WORST_RATIO or many.slowest > MOST_MILLISECONDS)


def times_among(count: int) -> Times:
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.

    call_command("seed_demo", reports=count, stdout=io.StringIO())
    scatter()
    times = [best_time(question) for question in questions()]
    return Times(median(times) * 1000, max(times) * 1000)


def scatter() -> None:
    """Give each report a place of its own in its commune, as years of reports have."""
    from portal.places.tiles import tile_of  # noqa: PLC0415 — only after setup.
    from services.reports.models import Report  # noqa: PLC0415

    dice = random.Random(FEW)
    rows = list(Report.objects.exclude(lat=None).select_related("commune").only("lat", "commune"))
    for row in rows:
        west, south, east, north = row.commune.bbox
        row.lat, row.lon = dice.uniform(south, north), dice.uniform(west, east)
        row.tile = tile_of(row.lat, row.lon)
    Report.objects.bulk_update(rows, ["lat", "lon", "tile"], batch_size=500)


def questions() -> list[dict]:
    """What residents ask: often of a thing reported already, with a pin or without."""
    from services.reports.models import Category, Report  # noqa: PLC0415 — only after setup.

    dice = random.Random(MANY)
    open_ones = list(Report.objects.open().listed().select_related("commune")[:2000])
    kinds = list(Category.objects.active().filter(is_private=False).order_by("code"))
    asked = []
    for report in dice.choices(open_ones, k=QUESTIONS):
        kind = dice.choice(kinds) if dice.random() < 0.5 else report.category
        facts = {"category": kind, "commune": report.commune, "address": report.address}
        facts["description"] = dice.choice(open_ones).description
        if report.lat is not None and dice.random() < SHARE_WITH_PIN:
            facts["lat"] = report.lat + dice.uniform(-A_STREET, A_STREET)
            facts["lon"] = report.lon + dice.uniform(-A_STREET, A_STREET)
        asked.append(facts)
    return asked


def best_time(question: dict) -> float:
    from services.reports.nearby import similar_to  # noqa: PLC0415 — only after setup.

    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        for similar in similar_to(**question):
            list(similar.report.photos.all())
        times.append(perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
