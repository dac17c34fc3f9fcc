"""How long a search takes among 400 and among 4,000 things: `python -m tests.bench.bench_search`.

Searching must stay near proportional to what there is to search: a ratio far above ten means that
something reads everything once per row.
"""

import os
import random
import sys
from statistics import median
from time import perf_counter

import django

FEW, MANY = 400, 4000
ROUNDS = 15
WORST_RATIO = 30  # Ten when alone on the machine; a search gone quadratic shows a hundred.
QUESTIONS = ["chuyen doi so", "Chuyển đổi số", "khai sinh", "den duong", "khong co gi ca"]
ASKED = ["chuyển", "đổi", "số", "khai", "sinh", "đèn", "đường"]
HEADS = ["", *"bcdđghklmnprstvx", "ch", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"]
RIMES = ["a", "ă", "ân", "ay", "e", "ê", "en", "i", "o", "ô", "ong", "ơi", "u", "ư", "ương", "uyên"]
COMMON = [head + rime for rime in RIMES[:4] for head in HEADS]
SYLLABLES = [*COMMON, *ASKED, *(head + rime for rime in RIMES[4:] for head in HEADS)]
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
        f"search: {few:.1f} ms among {FEW}, {many:.1f} ms among {MANY}: {ratio:.1f} times\n"
    )
    return int(ratio > WORST_RATIO)


def milliseconds_among(count: int) -> float:
    """The middle of the questions' times."""
    from portal.search import index  # noqa: PLC0415 — only after setup.

    index.replace("page", rows(count))
    return median(best_time(question) for question in QUESTIONS) * 1000


def best_time(question: str) -> float:
    """The time of a page of results with its counts, when the machine had nothing else to do."""
    from portal.search.find import counts, search  # noqa: PLC0415 — only after setup.

    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        counts(question)
        list(search(question)[:20])
        times.append(perf_counter() - start)
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
        }


if __name__ == "__main__":
    sys.exit(main())
