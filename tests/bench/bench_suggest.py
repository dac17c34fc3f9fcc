"""How often the kind is guessed from words, and how fast: `python -m tests.bench.bench_suggest`.

The sentences are kept apart from the phrases that the portal learns from. Half are without marks,
many are misspelt or as spoken in the delta.
"""

import os
import sys
from statistics import median
from time import perf_counter

import django

LEAST_SHARE = 0.85  # Of the sentences: their kind is among the three suggested.


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.services.reports.labelled import labelled_sentences  # noqa: PLC0415 — after setup.

    learning = seconds_to_learn()
    sentences = labelled_sentences()
    each = median(seconds_for(words) for _code, words in sentences)
    report("all", sentences)
    report("with marks", [pair for pair in sentences if not pair[1].isascii()])
    report("without marks", [pair for pair in sentences if pair[1].isascii()])
    sys.stdout.write(f"suggest: {learning * 1000:.0f} ms to learn, {each * 1000:.2f} ms each\n")
    return int(share(sentences, 3) < LEAST_SHARE)


def report(name: str, sentences: list) -> None:
    first, three = share(sentences, 1), share(sentences, 3)
    sys.stdout.write(
        f"suggest: {name}, {len(sentences)} sentences: first {first:.1%}, in three {three:.1%}\n"
    )


def share(sentences: list, among: int) -> float:
    from tests.services.reports.labelled import share_found  # noqa: PLC0415 — after setup.

    return share_found(sentences, among=among)


def seconds_to_learn() -> float:
    """What the first sentence in a process waits for."""
    from services.reports.suggest.learning import evidence  # noqa: PLC0415 — after setup.

    start = perf_counter()
    evidence()
    return perf_counter() - start


def seconds_for(words: str) -> float:
    from services.reports.suggest import suggest  # noqa: PLC0415 — after setup.

    start = perf_counter()
    suggest(words)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
