"""How long a search takes among 10,000 and 100,000 things: `python -m tests.bench.bench_search`.

The page is asked for as a reader does: what was found, its facets, and ten results.
SEARCH_MANY chooses another number.
"""

import os
import random
import sys
from datetime import UTC, datetime
from time import perf_counter

import django

MANY = int(os.environ.get("SEARCH_MANY", "100000"))
FEW = MANY // 10
ROUNDS = 7
WORST_RATIO = 5  # Ten would be proportional to what there is.
MOST_MILLISECONDS = 150
QUESTIONS = ["chuyen doi so", "Chuyển đổi số", "khai sinh", "den duong", "a", "khong co gi ca"]
ASKED = ["chuyển", "đổi", "số", "khai", "sinh", "đèn", "đường"]
HEADS = ["", *"bcdđghklmnprstvx", "ch", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"]
RIMES = ["a", "ă", "ân", "ay", "e", "ê", "en", "i", "o", "ô", "ong", "ơi", "u", "ư", "ương", "uyên"]
COMMON = [head + rime for rime in RIMES[:4] for head in HEADS]
SYLLABLES = [*COMMON, *ASKED, *(head + rime for rime in RIMES[4:] for head in HEADS)]
TOPICS = ["Chuyển đổi số", "Dịch vụ công", "Hướng dẫn"]
OFTEN = [1 / rank for rank, _syllable in enumerate(SYLLABLES, start=3)]  # As words of a language.


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        few, many = [milliseconds_among(count) for count in (FEW, MANY)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    ratio = many / few
    sys.stdout.write(
        f"search on {connection.vendor}: slowest question {few:.0f} ms among {FEW}, "
        f"{many:.0f} ms among {MANY}: {ratio:.1f} times\n"
    )
    return int(ratio > WORST_RATIO or many > MOST_MILLISECONDS)


def milliseconds_among(count: int) -> float:
    """The slowest question's time, each when the machine had nothing else to do."""
    from django.db import connection  # noqa: PLC0415 — only after setup.

    from portal.search import index, spelling  # noqa: PLC0415

    index.replace("page", rows(count))
    spelling.refresh_vocabulary()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    times = {question: best_time(question) * 1000 for question in QUESTIONS}
    for question, time in times.items():
        sys.stdout.write(f"  {count}: {question}: {time:.0f} ms\n")
    return max(times.values())


def best_time(question: str) -> float:
    """The time of the page, when the machine had nothing else to do."""
    from django.test import Client  # noqa: PLC0415 — only after setup.

    client, times = Client(), []
    for _round in range(ROUNDS):
        start = perf_counter()
        answer = client.get("/tim-kiem/", {"q": question})
        times.append(perf_counter() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{question}: {answer.status_code}")
    return min(times)


def rows(count: int):
    """The same things every time: a title of ten syllables, a body of four hundred."""
    dice = random.Random(count)
    for number in range(count):
        title, body = (dice.choices(SYLLABLES, OFTEN, k=length) for length in (10, 400))
        yield {
            "key": str(number),
            "title": " ".join(title),
            "body": " ".join(body),
            "url": f"/{number}/",
            "at": datetime(2016 + number % 10, 1 + number % 12, 1 + number % 28, tzinfo=UTC),
            "topic": dice.choice(TOPICS),
        }


if __name__ == "__main__":
    sys.exit(main())
