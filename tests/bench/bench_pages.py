"""What pages cost: `python -m tests.bench.bench_pages`.

A kept article against a view that a bare Django answers, on the same server, side by side; the
processor's time of an article and of the home page made afresh, as ratios to that view; and pages
among very many articles (ARTICLES_MANY, 100,000 unless said otherwise), in milliseconds of a
machine on which that view takes 0.55.
"""

import io
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import django

ROUNDS = 5
PAGE_ROUNDS = 15
COST_ROUNDS = 120  # Short ones, so that what slows the machine for a while slows all alike.
SECONDS = 1.0  # Of asking, for each rate in each round.
BARE_ASKED, AFRESH_ASKED = 100, 6  # Requests, for each cost in each round.
LEAST_RATE = 0.85
MOST_COST = {"article": 22, "home": 36}
BARE_MS = 0.55  # Of the processor, for a bare view, where the milliseconds below were set.
MOST_QUESTIONS = 15
MOST_MS = 150
MANY = int(os.environ.get("ARTICLES_MANY") or 100_000)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["LOG_LEVEL"] = "WARNING"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    from tests.bench.servers import Server  # noqa: PLC0415

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        call_command("seed_demo", stdout=io.StringIO())
        call_command("make_sizes", stdout=io.StringIO())  # As the worker does after an upload.
        with Server("tests.bench.bare", DJANGO_SETTINGS_MODULE="") as bare:
            well = [*compare_with(bare), few_questions()]
            if MANY:
                call_command("seed_demo", articles=MANY, stdout=io.StringIO())
                if connection.vendor == "postgresql":
                    connection.cursor().execute("VACUUM ANALYZE")  # As its own worker does.
                with pieces_kept():
                    well.append(quick_among_many(bare))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return int(not all(well))


def compare_with(bare) -> list[bool]:
    """Whether our pages keep their limits beside a bare view."""
    from tests.bench.servers import Server  # noqa: PLC0415 — only after setup.
    from tests.worker import database_url  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        env = {
            "DJANGO_SETTINGS_MODULE": "tests.outside",
            "DATABASE_URL": database_url(),
            "TEST_CACHE_PREFIX": "bench",
            "TEST_CACHE_FOLDER": str(Path(folder, "cache")),
        }
        with (
            Server("portal.wsgi", **env) as kept,
            Server("portal.wsgi", **env, PAGES_CACHE_MB="0") as afresh,
        ):
            warm(bare, kept, afresh)
            rate = [rate_of(kept, article()) / rate_of(bare, "/") for _round in range(ROUNDS)]
            costs = [costs_of(bare, afresh) for _round in range(COST_ROUNDS)]
    well = [say("a kept article's rate, of a bare view's", median(rate), least=LEAST_RATE)]
    for name, most in MOST_COST.items():
        times = median(cost[name] / cost["bare"] for cost in costs)
        well.append(say(f"{name} made afresh, times a bare view", times, most=most))
    return well


def warm(bare, *portals) -> None:
    for _time in range(10):
        bare.ask("/")
        for portal in portals:
            portal.ask("/")
            portal.ask(article())


def rate_of(server, address: str) -> float:
    return server.rate(address, SECONDS)


def costs_of(bare, afresh) -> dict[str, float]:
    """Milliseconds of the processor for one answer of each."""
    addresses = {"article": article(), "home": "/"}
    costs = {name: afresh.cpu(url, AFRESH_ASKED) for name, url in addresses.items()}
    return costs | {"bare": bare.cpu("/", BARE_ASKED)}


def article() -> str:
    """An article with a picture, as most are."""
    from cms.models import ArticlePage  # noqa: PLC0415 — only after setup.

    return ArticlePage.objects.live().exclude(picture=None).order_by("pk").first().url


def few_questions() -> bool:
    """How often a page asks the database."""
    from django.db import connection  # noqa: PLC0415 — only after setup.
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    well = []
    for name, address in {"article": article(), "home": "/"}.items():
        Client().get(address)
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        well.append(say(f"{name}, questions to the database", len(asked), most=MOST_QUESTIONS))
    return all(well)


def pieces_kept():
    from django.test.utils import override_settings  # noqa: PLC0415 — only after setup.

    from tests.pieces import caches_that_keep  # noqa: PLC0415

    return override_settings(CACHES=caches_that_keep())


def quick_among_many(bare) -> bool:
    """The pages that could grow with the number of articles, at the pace of the machine for which
    the limits were set.
    """
    from django.core.cache import caches  # noqa: PLC0415 — only after setup.
    from django.test import Client  # noqa: PLC0415

    from cms.models import NewsIndexPage  # noqa: PLC0415
    from portal.accounts.models import User  # noqa: PLC0415
    from portal.wsgi import settle  # noqa: PLC0415

    settle()  # As a server has; what made all these articles is still in memory here.
    reader, editor = Client(), Client()
    admin = User.objects.get(email="admin@demo.example")
    editor.force_login(admin, "portal.accounts.backends.MembershipBackend")
    tree = f"/quan-tri/pages/{NewsIndexPage.objects.in_first_language().get().pk}/"
    asked = [
        (reader, "an article", article()),
        (reader, "the first page of the news", "/tin-tuc/"),
        (reader, "the last page of the news", "/tin-tuc/?page=9999999"),
        (reader, "the last page of a topic", "/tin-tuc/?chuyen-muc=chuyen-doi-so&page=9999999"),
        (reader, "a search", "/tim-kiem/?q=chuyen+doi+so"),
        (editor, "the editor's tree", tree),
    ]
    times = {name: time_of(who, address, bare) for who, name, address in asked}
    forget = caches["fragments"].clear
    times["the news just after publishing"] = time_of(reader, "/tin-tuc/", bare, before=forget)
    well = [
        say(f"{name} among {MANY}, ms ({measured:.0f} here)", time, most=MOST_MS)
        for name, (measured, time) in times.items()
    ]
    return all(well)


def time_of(client, address: str, bare, *, before=lambda: None) -> tuple[float, float]:
    """The milliseconds of one page: as measured here, and at the pace of that machine, which is
    measured beside each.
    """
    client.get(address)
    times, at_pace = [], []
    for _round in range(PAGE_ROUNDS):
        pace = bare.cpu("/", BARE_ASKED) / BARE_MS
        before()
        start = perf_counter()
        assert client.get(address).status_code == 200, address
        times.append((perf_counter() - start) * 1000)
        at_pace.append(times[-1] / pace)
    return median(times), median(at_pace)


def say(what: str, figure: float, *, most: float | None = None, least: float | None = None) -> bool:
    """Print one figure with its limit; whether it keeps it."""
    well = figure <= most if most is not None else figure >= least
    limit = f"at most {most}" if most is not None else f"at least {least}"
    sys.stdout.write(f"{what}: {figure:.2f} ({limit}){'' if well else '  MISSED'}\n")
    sys.stdout.flush()
    return well


if __name__ == "__main__":
    sys.exit(main())
