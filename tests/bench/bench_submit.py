"""Sending: twice at once, through kills, and how fast: `python -m tests.bench.bench_submit`.

Five hundred pairs of presses store five hundred reports. The web server is killed fifty times with
SIGKILL while eight residents send, each until she is answered: what was acknowledged must be there,
whole and once. And a report through all our doors comes in at no less than a quarter of the rate
at which Django REST framework stores the same row with nothing around it.
"""

import io
import json
import logging
import os
import sys
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import django

PAIRS, AT_ONCE = 500, 4
KILLS, SENDERS, SHARE, WITH_PHOTO = 50, 8, 6, 4  # Every fourth report has one.
LETTERS = KILLS * SHARE + SENDERS
ROUNDS, WARM_UP = 300, 20
WORST_RATIO = 0.25
KIND, COMMUNE, NUMBERS = "CS01", "31507", count(1)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    logging.disable(logging.INFO)  # A line for each request is the same for all.
    from django.core.management import call_command  # noqa: PLC0415 — only after setup.
    from django.db import connection  # noqa: PLC0415

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        for facts in ("places", "agencies", "calendar", "report_categories"):
            call_command(f"load_{facts}", stdout=io.StringIO())
        rate = compare_rates()
        with TemporaryDirectory(prefix="soctrang-bench-") as folder:
            return max(rate, *with_web(Path(folder)))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def say(words: str) -> None:
    from django.db import connection  # noqa: PLC0415 — only after setup.

    sys.stdout.write(f"submit on {connection.vendor}: {words}\n")
    sys.stdout.flush()


def with_web(media: Path) -> list[int]:
    from tests.web import Web  # noqa: PLC0415 — only after setup.

    web = Web(media)
    web.start()
    try:
        return [press_all_twice(web), kill_again_and_again(web)]
    finally:
        web.kill()


def press_all_twice(web) -> int:
    """Whether each pair of presses stored one report and told both of it."""
    from services.reports.models import Report  # noqa: PLC0415 — only after setup.
    from tests.web import a_letter, press_twice  # noqa: PLC0415

    before, start = Report.objects.count(), perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as people:
        told = list(people.map(lambda _: press_twice(web, a_letter(next(NUMBERS))), range(PAIRS)))
    stored = Report.objects.count() - before
    torn = sum(first != second for first, second in told)
    say(
        f"{PAIRS} pairs of presses at once stored {stored} reports in "
        f"{perf_counter() - start:.0f} s; {torn} pairs were told two things"
    )
    return int(stored != PAIRS or torn > 0)


def kill_again_and_again(web) -> int:
    """Whether everything acknowledged is there, and nothing besides."""
    from services.reports.models import Report  # noqa: PLC0415 — only after setup.
    from tests.pictures import a_photo  # noqa: PLC0415
    from tests.web import a_letter, missing_of, send_through_deaths  # noqa: PLC0415

    before, start, photo = Report.objects.count(), perf_counter(), a_photo(64, 48)
    photos = [int(number % WITH_PHOTO == 0) for number in range(LETTERS)]
    letters = [a_letter(next(NUMBERS), [photo] * has) for has in photos]
    told = send_through_deaths(web, letters, kills=KILLS, share=SHARE, senders=SENDERS)
    pairs = zip(told, photos, strict=True)
    broken = [missing for receipt, has in pairs if (missing := missing_of(receipt, has, web.media))]
    stored = Report.objects.count() - before
    say(
        f"{len(told)} reports acknowledged by {SENDERS} senders through {KILLS} kills in "
        f"{perf_counter() - start:.0f} s; {stored} stored, {len(broken)} lost or not whole {broken}"
    )
    return int(bool(broken) or stored != len(told))


def compare_rates() -> int:
    """Whether ours keeps up, in turns with the least there could be, by the same client."""
    from django.test import override_settings  # noqa: PLC0415 — only after setup.

    with override_settings(ROOT_URLCONF="tests.bench.minimal"):
        ours, minimal = sender("/api/v1/reports/", asked), sender("/minimal/", a_row())
        for _round in range(WARM_UP):
            ours(), minimal()
        seconds = [(timed(ours), timed(minimal)) for _round in range(ROUNDS)]
    spent, least = (sum(times) for times in zip(*seconds, strict=True))
    ratio = least / spent
    say(
        f"{ROUNDS / spent:.0f} reports a second through the whole stack, {ROUNDS / least:.0f} by a "
        f"minimal view: {ratio:.0%} (at least {WORST_RATIO:.0%})"
    )
    return int(ratio < WORST_RATIO)


def sender(address: str, facts: Callable[[], dict]) -> Callable[[], None]:
    """Sends these facts as JSON, each time from somewhere else."""
    from django.test import Client  # noqa: PLC0415 — only after setup.

    from tests.web import somewhere  # noqa: PLC0415

    client = Client()

    def send() -> None:
        body = json.dumps(facts())
        answer = client.post(address, body, "application/json", REMOTE_ADDR=somewhere())
        assert answer.status_code == 201, answer.content

    return send


def asked() -> dict:
    """What a resident says; she wants letters, so a message is posted too."""
    return {
        "category": KIND,
        "commune": COMMUNE,
        "description": f"Đèn đường trước cổng chợ hư ba đêm nay. Trụ số {next(NUMBERS)}.",
        "address": "Đường Hai Bà Trưng",
        "lat": 9.6029,
        "lon": 105.9739,
        "contact_email": f"nguoi-dan-{next(NUMBERS)}@example.vn",
        "submission_key": str(uuid.uuid4()),
    }


def a_row() -> Callable[[], dict]:
    """The same report as the row it becomes, ready to be stored."""
    from portal.common.references import new_reference  # noqa: PLC0415
    from services.reports.models import Report  # noqa: PLC0415
    from tests.bench.minimal import MinimalSerializer  # noqa: PLC0415

    sender("/api/v1/reports/", asked)()
    pattern = MinimalSerializer(Report.objects.latest("pk")).data

    def row() -> dict:
        fresh = {"reference": new_reference("PA"), "submission_key": str(uuid.uuid4())}
        return pattern | fresh

    return row


def timed(act: Callable[[], None]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
