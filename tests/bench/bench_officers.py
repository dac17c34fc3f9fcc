"""Eight officers on the same two hundred reports: `python -m tests.bench.bench_officers`.

Each takes the same five steps on every report, in an order of her own, all at once, through the web
server. Whatever the table forbids by then is refused with a sentence; nobody meets a fault, no step
that was acknowledged is missing, and every history is whole.
"""

import io
import logging
import os
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import django

REPORTS = 200


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    logging.disable(logging.INFO)
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        for facts in ("places", "agencies", "calendar", "report_categories"):
            call_command(f"load_{facts}", stdout=io.StringIO())
        with TemporaryDirectory(prefix="soctrang-bench-") as folder:
            return race(Path(folder))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def race(media: Path) -> int:
    from django.db import connection  # noqa: PLC0415 — only after setup.

    from tests.officers import EIGHT, at_once, colleagues, what_went_wrong  # noqa: PLC0415
    from tests.services.reports.factories import ReportFactory  # noqa: PLC0415
    from tests.web import Web  # noqa: PLC0415

    reports = [ReportFactory(received=True) for _ in range(REPORTS)]
    officers = colleagues(EIGHT, reports[0].agency)
    web = Web(media)
    web.start()
    try:
        start = perf_counter()
        answers = at_once(web, officers, reports)
        seconds = perf_counter() - start
    finally:
        web.kill()
    statuses = Counter(answer.status for answer in answers)
    wrong = what_went_wrong(reports, answers)
    faults = sum(number for status, number in statuses.items() if status not in {200, 409})
    sys.stdout.write(
        f"officers on {connection.vendor}: {EIGHT} at once on {REPORTS} reports, {len(answers)} "
        f"tries in {seconds:.0f} s: {statuses[200]} taken, {statuses[409]} refused, {faults} "
        f"faults; {len(wrong)} steps lost, doubled or out of order {wrong[:3]}\n"
    )
    return int(bool(faults or wrong))


if __name__ == "__main__":
    sys.exit(main())
