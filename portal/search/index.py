"""How a domain makes its things findable: put one, remove one, or replace a whole kind."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from portal.search.models import SearchDoc

BATCH = 500
KEY = ["kind", "key"]
FACTS = [
    "title",
    "body",
    "url",
    "topic",
    "language",
    "at",
    "year",
    "seconds",
    "written_title",
    "written",
    "folded_title",
    "folded",
]


def put(
    kind: str,
    key: str,
    *,
    title: str,
    body: str,
    also: str = "",
    url: str,
    topic: str = "",
    language: str = "",
    at: datetime | None = None,
) -> None:
    """Make one public thing findable as it is now; said twice, it is still one.

    It is found by those who read its language; without one, by everyone. What is said `also` is
    searched like its body and never shown: other names, words nobody reads as a sentence.
    """
    facts = {"title": title, "body": body, "url": url, "topic": topic, "language": language}
    doc = _doc(kind, key=key, at=at, also=also, **facts)
    SearchDoc.objects.bulk_create(
        [doc], update_conflicts=True, unique_fields=KEY, update_fields=FACTS
    )


def remove(kind: str, key: str) -> bool:
    """Let it be found no more; whether it could be."""
    removed, _kinds = SearchDoc.objects.filter(kind=kind, key=key).delete()
    return removed > 0


def rename_topic(language: str, before: str, now: str) -> int:
    """Let what is of a topic in this language stand under its new name; how many things."""
    if before == now:
        return 0
    return SearchDoc.objects.filter(language=language, topic=before).update(topic=now)


@transaction.atomic
def replace(kind: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Make exactly these things of a kind findable, each given as `put` takes it; how many."""
    SearchDoc.objects.filter(kind=kind).delete()
    docs, count = (_doc(kind, **row) for row in rows), 0
    while batch := list(islice(docs, BATCH)):
        SearchDoc.objects.bulk_create(batch)
        count += len(batch)
    return count


def _doc(kind: str, *, also: str = "", **facts: Any) -> SearchDoc:
    doc = SearchDoc(kind=SearchDoc.Kind(kind), **facts)
    doc.derive_words(also)
    return doc
