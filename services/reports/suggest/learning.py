"""What the portal knows of how residents say things: phrases by kind, and the kinds' own names."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from services.reports.suggest.evidence import Evidence
from services.reports.suggest.signs import Signs, signs_of

DATA = Path(__file__).resolve().parents[1] / "data"
OWN_NAME = 2.0  # A kind's official name and keywords count as so many phrases.


@cache
def evidence() -> Evidence:
    """Learnt once in each process, when the first sentence asks for it."""
    told = _read("phrases.json")
    return Evidence(examples(told["kinds"]), map(signs_of, told["anywhere"]))


def examples(by_kind: dict[str, list[str]]) -> Iterator[tuple[str, Signs, float]]:
    """Each phrase with its kind and how much it counts."""
    for kind, said in by_kind.items():
        yield from ((kind, signs_of(phrase), 1.0) for phrase in said)
    for item in _kinds():
        if item["code"] in by_kind:
            for words in (item["name"], item["keywords"]):
                yield item["code"], signs_of(words), OWN_NAME


def _kinds() -> list[dict]:
    return [item for group in _read("categories.json")["groups"] for item in group["items"]]


def _read(name: str) -> dict:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
