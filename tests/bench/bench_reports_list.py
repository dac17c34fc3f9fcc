"""List and map among 10,000 and 1,000,000 reports: `python -m tests.bench.bench_reports_list`.

Whatever is chosen, a page takes at most half as long again among the many; and the map's questions
take at most three times as long as the best ones written by hand for the same answer.
REPORTS_FEW and REPORTS_MANY choose other numbers. A million takes some minutes to make.
"""

import io
import os
import sys
from statistics import median
from time import perf_counter

import django

FEW = int(os.environ.get("REPORTS_FEW", "10000"))
MANY = int(os.environ.get("REPORTS_MANY", "1000000"))
TURNS, ROUNDS = 3, 7
WORST_GROWTH, WORST_AGAINST_HAND = 1.5, 3
LIST = "/phan-anh/"
NEAR = "9.55,105.93,9.66,106.03"  # The old city: some twenty squares.
FAR = "9.2,105.5,10,106.3"

BY_HAND_FAR = """
    SELECT commune.code, tally.count FROM reports_tally AS tally
    JOIN places_commune AS commune ON commune.id = tally.commune_id
    WHERE tally.topic = '' AND tally.state = '' AND tally.period = ''"""
FACTS = """report.reference, report.lat, report.lon, report.state, category.name, commune.name,
    (SELECT photo.position FROM reports_photo AS photo
     WHERE photo.report_id = report.id AND photo.is_shown ORDER BY photo.position LIMIT 1)"""
NAMES = """JOIN reports_category AS category ON category.id = report.category_id
    JOIN places_commune AS commune ON commune.id = report.commune_id"""
NEWEST = """SELECT id FROM reports_report WHERE tile = {tile} AND is_listed IN (TRUE)
    ORDER BY created_at DESC, id DESC LIMIT {share}"""


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        times = compare_few_and_many()
        against_hand = compare_with_hand()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return report(*times, against_hand, connection.vendor)


def compare_few_and_many() -> tuple[dict[str, float], dict[str, float]]:
    """The times of each page among few and among many, taken by turns from two databases."""
    from django.db import connection  # noqa: PLC0415 — only after setup.

    many = connection.settings_dict["NAME"]
    make(FEW)
    connection.creation.clone_test_db(suffix="few", verbosity=0)
    few = connection.creation.get_test_db_clone_settings("few")["NAME"]
    make(MANY)
    try:
        return by_turns(few, many)
    finally:
        turn_to(many)
        connection.creation.destroy_test_db(many, verbosity=0, suffix="few")


def by_turns(few: str, many: str) -> tuple[dict[str, float], dict[str, float]]:
    """What else the machine does meanwhile slows both alike."""
    pages: dict[str, dict[str, str]] = {}
    for name in (few, many):
        turn_to(name)
        pages[name] = addresses()
    times: dict[str, dict[str, float]] = {few: {}, many: {}}
    for page in pages[few]:
        taken: dict[str, list[float]] = {few: [], many: []}
        for _turn in range(TURNS):
            for name, so_far in taken.items():
                turn_to(name)
                so_far += rounds(LIST + pages[name][page])
        for name, so_far in taken.items():
            times[name][page] = median(so_far) * 1000
    return times[few], times[many]


def turn_to(name: str) -> None:
    """Ask this database from now on."""
    from django.db import connection  # noqa: PLC0415 — only after setup.

    connection.close()
    connection.settings_dict["NAME"] = name


def rounds(address: str) -> list[float]:
    """The time of a page again and again, once it is warm."""
    from django.test import Client  # noqa: PLC0415 — only after setup.

    client = Client()
    get(client, address)
    return [timed(lambda: get(client, address)) for _round in range(ROUNDS)]


def report(few: dict, many: dict, against_hand: dict, vendor: str) -> int:
    """Say each figure; whether all is as promised."""
    grown = {page: many[page] / few[page] for page in few}
    for page, ratio in grown.items():
        sys.stdout.write(
            f"{vendor} {page}: {few[page]:.1f} ms among {FEW}, {many[page]:.1f} ms among {MANY}: "
            f"{ratio:.2f} times\n"
        )
    for view, (ours, by_hand) in against_hand.items():
        sys.stdout.write(
            f"{vendor} map {view}: SQL {ours:.2f} ms, by hand {by_hand:.2f} ms: "
            f"{ours / by_hand:.2f} times\n"
        )
    slower = [ours / by_hand for ours, by_hand in against_hand.values()]
    return int(max(grown.values()) > WORST_GROWTH or max(slower) > WORST_AGAINST_HAND)


def make(count: int) -> None:
    """Have so many reports, counted, and known to the database's planner."""
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    start = perf_counter()
    call_command("seed_demo", reports=count, stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    sys.stdout.write(f"{count} reports made and counted in {perf_counter() - start:.0f} s\n")
    sys.stdout.flush()


def addresses() -> dict[str, str]:
    """What people ask of the list and of the map."""
    from portal.common.keyset import cursor  # noqa: PLC0415 — only after setup.
    from portal.common.moments import today  # noqa: PLC0415
    from services.reports.models import Report  # noqa: PLC0415

    listed = Report.objects.listed().newest_first()
    first, last = listed.first(), listed.last()
    middle = first.created_at + (last.created_at - first.created_at) / 2
    month = f"{today():%Y-%m}"
    return {
        "list": "",
        "by commune": "?commune=31507",
        "by group": "?topic=CS",
        "by category": "?topic=CS01",
        "by state": "?state=resolved",
        "by month": f"?period={month}",
        "by year": f"?period={month[:4]}",
        "by all four": f"?commune=31507&topic=CS&state=resolved&period={month[:4]}",
        "a middle page": f"?sau={cursor(middle, 1)}",
        "common words": "?q=đèn+đường",
        "a rare word": f"?q={last.reference}",
        "feed": "rss/",
        "map far": f"ban-do.json?khung={FAR}",
        "map near": f"ban-do.json?khung={NEAR}",
        "map near, by category": f"ban-do.json?khung={NEAR}&topic=CS01",
    }


def get(client, address: str) -> None:
    assert client.get(address).status_code == 200, address


def milliseconds(do) -> float:
    """The middle of its times, once it is warm."""
    do()
    return median(timed(do) for _round in range(TURNS * ROUNDS)) * 1000


def timed(do) -> float:
    start = perf_counter()
    do()
    return perf_counter() - start


def compare_with_hand() -> dict[str, tuple[float, float]]:
    """The map's SQL beside the best by hand, in milliseconds."""
    return {
        "far": (ours(FAR), milliseconds(lambda: run(BY_HAND_FAR))),
        "near": (ours(NEAR), milliseconds(lambda: run(by_hand_near()))),
    }


def ours(view: str) -> float:
    """The statements that the map's data takes, without those that draw the filters."""
    from django.db import connection  # noqa: PLC0415 — only after setup.
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        get(Client(), f"{LIST}ban-do.json?khung={view}")
    tables = ("reports_report", "reports_tally", "reports_photo")
    asked = [query["sql"] for query in captured if any(name in query["sql"] for name in tables)]
    assert asked
    return milliseconds(lambda: [run(sql) for sql in asked])


def by_hand_near() -> str:
    """The newest of each square with all that is drawn, in one statement."""
    from django.db import connection  # noqa: PLC0415 — only after setup.

    from portal.places.tiles import tiles_in  # noqa: PLC0415
    from services.reports.views.large_map import MOST_POINTS  # noqa: PLC0415

    tiles = tiles_in(*map(float, NEAR.split(",")))
    share = MOST_POINTS // len(tiles) + 1
    if connection.vendor == "postgresql":
        newest = NEWEST.format(tile="square.tile", share=share)
        squares = f"unnest(ARRAY{tiles}) AS square(tile) CROSS JOIN LATERAL ({newest}) AS newest"
    else:
        each = [f"SELECT * FROM ({NEWEST.format(tile=tile, share=share)})" for tile in tiles]  # noqa: S608
        squares = f"({' UNION ALL '.join(each)}) AS newest"
    joined = f"JOIN reports_report AS report ON report.id = newest.id {NAMES}"
    return f"SELECT {FACTS} FROM {squares} {joined}"  # noqa: S608 - our own words.


def run(sql: str) -> list:
    from django.db import connection  # noqa: PLC0415 — only after setup.

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


if __name__ == "__main__":
    sys.exit(main())
