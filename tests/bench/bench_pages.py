"""What pages cost: `python -m tests.bench.bench_pages`.

A kept article against a view that a bare Django answers, on the same server, side by side; the
processor's time of an article and of the home page made afresh, as ratios to that view; and pages
among very many articles (ARTICLES_MANY, 100,000 unless said otherwise), in milliseconds.
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
SECONDS = 1.0  # Of asking, for each rate in each round.
BARE_ASKED, AFRESH_ASKED = 1_000, 60  # Requests, for each cost in each round.
LEAST_RATE = 0.85
MOST_COST = {"article": 22, "home": 36}
MOST_QUESTIONS = 15
MOST_MS = 150
MANY = int(os.environ.get("ARTICLES_MANY") or 100_000)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["LOG_LEVEL"] = "WARNING"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        call_command("seed_demo", stdout=io.StringIO())
        call_command("make_sizes", stdout=io.StringIO())  # As the worker does after an upload.
        well = [compare_with_bare(), few_questions()]
        if MANY:
            call_command("seed_demo", articles=MANY, stdout=io.StringIO())
            well.append(quick_among_many())
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return int(not all(well))


def compare_with_bare() -> bool:
    """Rates and costs, each beside the bare view's in the same moments."""
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
            Server("tests.bench.bare", DJANGO_SETTINGS_MODULE="") as bare,
            Server("portal.wsgi", **env) as kept,
            Server("portal.wsgi", **env, PAGES_CACHE_MB="0") as afresh,
        ):
            warm(bare, kept, afresh)
            rate = [rate_of(kept, article()) / rate_of(bare, "/") for _round in range(ROUNDS)]
            costs = [costs_of(bare, afresh) for _round in range(ROUNDS)]
    well = [say("a kept article's rate, of a bare view's", median(rate), least=LEAST_RATE)]
    for name, most in MOST_COST.items():
        times = median(cost[name] for cost in costs)
        well.append(say(f"{name} made afresh, times a bare view", times, most=most))
    return all(well)


def warm(bare, *portals) -> None:
    for _time in range(10):
        bare.ask("/")
        for portal in portals:
            portal.ask("/")
            portal.ask(article())


def rate_of(server, address: str) -> float:
    return server.rate(address, SECONDS)


def costs_of(bare, afresh) -> dict[str, float]:
    least = bare.cpu("/", BARE_ASKED)
    addresses = {"article": article(), "home": "/"}
    return {name: afresh.cpu(address, AFRESH_ASKED) / least for name, address in addresses.items()}


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


def quick_among_many() -> bool:
    """The pages that could grow with the number of articles."""
    from django.test import Client  # noqa: PLC0415 — only after setup.

    from cms.models import NewsIndexPage  # noqa: PLC0415
    from portal.accounts.models import User  # noqa: PLC0415

    reader, editor = Client(), Client()
    admin = User.objects.get(email="admin@demo.example")
    editor.force_login(admin, "portal.accounts.backends.MembershipBackend")
    tree = f"/quan-tri/pages/{NewsIndexPage.objects.in_first_language().get().pk}/"
    asked = [
        (reader, "the first page of the news", "/tin-tuc/"),
        (reader, "the last page of the news", "/tin-tuc/?page=9999999"),
        (reader, "the last page of a topic", "/tin-tuc/?chuyen-muc=chuyen-doi-so&page=9999999"),
        (reader, "a search", "/tim-kiem/?q=chuyen+doi+so"),
        (editor, "the editor's tree", tree),
    ]
    well = [
        say(f"{name} among {MANY}, ms", quickest(who, address), most=MOST_MS)
        for who, name, address in asked
    ]
    return all(well)


def quickest(client, address: str) -> float:
    """The time of one page when the machine had nothing else to do."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        assert client.get(address).status_code == 200, address
        times.append(perf_counter() - start)
    return min(times) * 1000


def say(what: str, figure: float, *, most: float | None = None, least: float | None = None) -> bool:
    """Print one figure with its limit; whether it keeps it."""
    well = figure <= most if most is not None else figure >= least
    limit = f"at most {most}" if most is not None else f"at least {least}"
    sys.stdout.write(f"{what}: {figure:.2f} ({limit}){'' if well else '  MISSED'}\n")
    sys.stdout.flush()
    return well


if __name__ == "__main__":
    sys.exit(main())
