"""How long lists take among few and among many things: `python -m tests.bench.bench_lists`.

Twenty times as much to choose from may make a page a little slower, for its total is counted, but
never twenty times: that would mean that a page reads everything to show twenty rows.
"""

import io
import os
import sys
from time import perf_counter

import django

FEW, MANY = 2_000, 40_000
ROUNDS = 7
WORST_RATIO = 8
PAGES = {"home": "/", "reports": "/phan-anh/"}
DESKS = {"desk": "/quan-tri/phan-anh/", "dossiers": "/quan-tri/ho-so/"}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        few, many = [milliseconds_among(count) for count in (FEW, MANY)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    ratios = {page: many[page] / few[page] for page in few}
    for page, ratio in ratios.items():
        sys.stdout.write(
            f"{page}: {few[page]:.0f} ms among {FEW}, {many[page]:.0f} ms among {MANY}: "
            f"{ratio:.1f} times\n"
        )
    return int(max(ratios.values()) > WORST_RATIO)


def milliseconds_among(count: int) -> dict[str, float]:
    """The time of each page with this many reports and dossiers."""
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.test import Client  # noqa: PLC0415

    from portal.accounts.models import User  # noqa: PLC0415

    call_command("seed_demo", reports=count, dossiers=count, stdout=io.StringIO())
    visitor, officer = Client(), Client()
    officer.force_login(
        User.objects.get(email="admin@demo.example"), "portal.accounts.backends.MembershipBackend"
    )
    times = {page: best_time(visitor, address) for page, address in PAGES.items()}
    return times | {page: best_time(officer, address) for page, address in DESKS.items()}


def best_time(client, address: str) -> float:
    """The time of one page when the machine had nothing else to do."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        assert client.get(address).status_code == 200, address
        times.append(perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
