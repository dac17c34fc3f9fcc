"""More of the same, by the thousand: rows shaped like the real ones, for measuring."""

import copy
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import count

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from cms.models import ArticlePage
from portal.common.references import new_reference
from portal.management.demo.articles import write_articles
from portal.management.demo.copies import copy_reports
from services.dossiers.codes import read_code
from services.dossiers.models import Dossier, DossierEvent
from services.reports.models import Report

BATCH = 5_000
PREFIXES = {Dossier: "TN"}
YEARS = timedelta(days=730)  # How far back what is closed reaches,
DAYS = timedelta(days=3)  # and what is still open,
SHARE_OPEN = 0.02  # which is little of all there ever was.
FIRST_NUMBER = 5_001
MOMENTS = ("created_at", "updated_at", "due_at", "closed_at", "received_at", "statutory_due_at")
MORE_MOMENTS = ("paused_at", "completed_at", "returned_at")
DICE = random.Random(94)  # noqa: S311 - demonstration data, the same every time


def fill_up(*, reports: int = 0, dossiers: int = 0, articles: int = 0) -> None:
    """Bring each kind up to at least this many rows; what is there stays."""
    copy_reports(missing(Report, reports))
    for batch in batches(missing(Dossier, dossiers)):
        fill(Dossier, DossierEvent, "dossier", batch, fresh_dossier)
    write_articles(missing(ArticlePage, articles))


def missing(model: type[models.Model], wanted: int) -> int:
    return max(0, wanted - model._default_manager.count()) if wanted else 0


def batches(wanted: int) -> Iterator[int]:
    """How many to make at a time, until all are made."""
    while wanted > 0:
        yield min(BATCH, wanted)
        wanted -= BATCH


@transaction.atomic
def fill(model, event_model, name: str, how_many: int, freshen) -> None:
    """Copies of the first rows, each with its own code and moment, and each with its events."""
    patterns = list(model.objects.order_by("pk").prefetch_related("events")[:60])
    references = iter(unused(model, PREFIXES[model], how_many))
    closed = [pattern for pattern in patterns if pattern.closed_at]
    still_open = [pattern for pattern in patterns if not pattern.closed_at]
    made = []
    for _ in range(how_many):
        is_open = DICE.random() < SHARE_OPEN
        pattern = DICE.choice(still_open if is_open else closed)
        shift = (DAYS if is_open else YEARS) * DICE.random()
        made.append((pattern, shift, freshen(shifted(pattern, shift), next(references))))
    rows = model.objects.bulk_create([row for _, _, row in made])
    event_model.objects.bulk_create(
        again(event, shift, **{f"{name}_id": row.pk})
        for (pattern, shift, _), row in zip(made, rows, strict=True)
        for event in pattern.events.all()
    )


def shifted(pattern: models.Model, shift: timedelta) -> models.Model:
    """A copy of a row, so much earlier, that is not stored yet."""
    row = copy.copy(pattern)
    row._state = copy.copy(pattern._state)
    row._state.adding, row.pk = True, None
    row._prefetched_objects_cache = {}
    for name in (*MOMENTS, *MORE_MOMENTS):
        if moment := getattr(row, name, None):
            setattr(row, name, moment - shift)
    return row


def again(event: models.Model, shift: timedelta, **owner) -> models.Model:
    copied = shifted(event, shift)
    copied.at = event.at - shift
    for name, value in owner.items():
        setattr(copied, name, value)
    return copied


def unused(model: type[models.Model], prefix: str, how_many: int) -> set[str]:
    """So many references that no row has."""
    found: set[str] = set()
    while len(found) < how_many:
        drawn = {new_reference(prefix) for _ in range(how_many - len(found))}
        taken = model._default_manager.filter(reference__in=drawn)
        found |= drawn - set(taken.values_list("reference", flat=True))
    return found


def fresh_dossier(dossier: Dossier, reference: str) -> Dossier:
    """A code as its agency would have given it on that day."""
    dossier.reference = reference if dossier.reference else None
    if dossier.code:
        identifier = dossier.code.rsplit("-", 2)[0]
        prefix = f"{identifier}-{timezone.localtime(dossier.received_at):%y%m%d}"
        dossier.code = f"{prefix}-{next(numbers_after(prefix)):04}"
        dossier.code_key = read_code(dossier.code)
    return dossier


@cache
def numbers_after(prefix: str) -> Iterator[int]:
    """The upper half of a day's numbers: desks count from one, and never meet these."""
    last = Dossier.objects.filter(code__startswith=prefix).aggregate(last=Max("code"))["last"]
    return count(max(FIRST_NUMBER, int(last[-4:]) + 1 if last else 0))
