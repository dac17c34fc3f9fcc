"""How long the officers' queue takes among 1,000,000 reports: `python -m tests.bench.bench_queue`.

A tenth of them is open. Measured is the first page with all its counts, as the coordinator sees it
(every agency) and as one agency does, and a step taken on 200 reports at once. Beside each stand
the same figures of a view that merely reads and draws forty reports, taken in the same run: what
else the machine does slows both alike. REPORTS_MANY chooses another number; the bounds in
milliseconds are those promised on PostgreSQL.
"""

import io
import os
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

import django

MANY = int(os.environ.get("REPORTS_MANY", "1000000"))
SHARE_OPEN = 0.1
ROUNDS = 15
AT_ONCE = 200
MOST_MILLISECONDS, MOST_QUERIES, MOST_CPU = 300, 15, 75
MOST_SECONDS_AT_ONCE = 5
QUEUE = "/quan-tri/phan-anh/"
PAGES = {
    "open": "",
    "mine": "?scope=mine",
    "overdue": "?view=overdue",
    "page 50": "?p=50",
    "new": "?view=submitted",
    "closed": "?view=closed",
    "all": "?view=all",
    "words": "?q=đèn+đường",
    "fresh again": "lam-moi/",
}
PROMISED = "open"  # The first page; the others are printed to be watched.
BARE = "<table>{% for one in rows %}<tr><td>{{ one.reference }}</td></tr>{% endfor %}</table>"


@dataclass(frozen=True)
class Figures:
    milliseconds: float
    cpu: float
    queries: int


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        make()
        bare = bare_view()
        pages = {who: pages_of(email) for who, email in WHO.items()}
        seconds = many_at_once()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return report(connection.vendor, bare, pages, seconds)


WHO = {"coordinator": "coordinator@demo.example", "officer": "officer@demo.example"}


def make() -> None:
    """Have so many reports, and let the database's planner know them."""
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    from portal.management.demo.copies import copy_reports  # noqa: PLC0415
    from services.reports.models import Report  # noqa: PLC0415

    start = perf_counter()
    call_command("seed_demo", stdout=io.StringIO())
    copy_reports(MANY - Report.objects.count(), share_open=SHARE_OPEN)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    made, still_open = Report.objects.count(), Report.objects.open().count()
    say(f"{made} reports, {still_open} open, made in {perf_counter() - start:.0f} s")


def bare_view() -> Figures:
    """Forty reports, read and drawn by nothing but Django."""
    from django.http import HttpResponse  # noqa: PLC0415 — only after setup.
    from django.template import Context, Template  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    from services.reports.models import Report  # noqa: PLC0415

    template = Template(BARE)

    def view(request):
        return HttpResponse(template.render(Context({"rows": Report.objects.order_by("pk")[:40]})))

    request = RequestFactory().get("/")
    return measured(lambda: view(request))


def pages_of(email: str) -> dict[str, Figures]:
    client = signed_in(email)
    return {page: measured(lambda a=address: get(client, a)) for page, address in PAGES.items()}


def signed_in(email: str):
    from django.test import Client  # noqa: PLC0415 — only after setup.

    from portal.accounts.models import User  # noqa: PLC0415

    client = Client()
    client.force_login(User.objects.get(email=email), "portal.accounts.backends.MembershipBackend")
    return client


def get(client, address: str) -> None:
    assert client.get(QUEUE + address).status_code == 200, address


def measured(do) -> Figures:
    """The middle of its times, once it is warm, and how much it asks."""
    from django.db import connection, reset_queries  # noqa: PLC0415 — only after setup.
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    do()
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        do()
    asked = len(captured)  # Before the next request forgets them.
    times = [timed(do) for _round in range(ROUNDS)]
    walls, cpus = zip(*times, strict=True)
    return Figures(median(walls) * 1000, median(cpus) * 1000, asked)


def timed(do) -> tuple[float, float]:
    start, busy = perf_counter(), process_time()
    do()
    return perf_counter() - start, process_time() - busy


def many_at_once() -> float:
    """How long one step on so many reports takes, pressed once."""
    from django.urls import reverse  # noqa: PLC0415 — only after setup.

    from services.reports.models import Report  # noqa: PLC0415
    from services.reports.workflow import STEPS  # noqa: PLC0415

    step = STEPS["start"]
    ready = Report.objects.running().filter(state__in=sorted(step.sources)).order_by("pk")
    keys = list(ready.values_list("pk", flat=True)[:AT_ONCE])
    address = reverse("wagtail_bulk_action", args=["reports", "report", "start"])
    asked = "&".join(f"id={key}" for key in keys)
    client = signed_in(WHO["coordinator"])
    start, busy = perf_counter(), process_time()
    answer = client.post(f"{address}?{asked}", {"start-note": ""})
    seconds, cpu = perf_counter() - start, process_time() - busy
    assert answer.status_code == 200
    assert Report.objects.filter(pk__in=keys, state=step.target).count() == len(keys)
    say(f"{len(keys)} reports started at once in {seconds:.1f} s, {cpu:.1f} s CPU")
    return seconds


def report(vendor: str, bare: Figures, pages: dict, seconds: float) -> int:
    """Say each figure; whether all is as promised."""
    say(f"{vendor} bare view of 40 rows: {bare.milliseconds:.1f} ms, {bare.cpu:.1f} ms CPU")
    for who, figures in pages.items():
        for page, its in figures.items():
            say(
                f"{vendor} {who}, {page}: {its.milliseconds:.0f} ms, {its.cpu:.0f} ms CPU "
                f"({its.cpu / bare.cpu:.1f} times the bare view), {its.queries} questions"
            )
    is_kept = all(keeps(figures[PROMISED]) for figures in pages.values())
    return int(not is_kept or seconds > MOST_SECONDS_AT_ONCE)


def keeps(first: Figures) -> bool:
    return (
        first.milliseconds <= MOST_MILLISECONDS
        and first.queries <= MOST_QUERIES
        and first.cpu <= MOST_CPU
    )


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
