"""Open reports that may be the very thing somebody is about to report: near, alike, recent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import compile as pattern
from typing import NamedTuple

from django.db.models import QuerySet

from portal.common.moments import now
from portal.common.vietnamese import fold
from portal.places.distances import box_around, metres_between
from portal.places.models import Commune
from portal.places.tiles import tiles_in
from services.reports.models import Category, Report
from services.reports.models.report_indexes import OPEN_TO_ALL

MOST_CANDIDATES = 500  # The newest; a place with more open reports of a group has other worries.
ENOUGH = 0.35  # What is less alike is not worth a resident's time; see test_nearby.py.

SAME_CATEGORY, SAME_GROUP = 1.0, 0.6
PLACE, WORDS, FRESH = 0.6, 0.3, 0.1  # What a likeness is made of.
AT_THE_EDGE = 0.5  # How near what is as far as the radius allows still counts.
HALF_FRESH = timedelta(days=30)
FEWEST = 3  # An address of one word is found everywhere.

WORD = pattern(r"[^\W_]+")
# Said in nearly every report, and of nearly every place.
SAYS_LITTLE = (
    "ap bao bi ca co con cua da dang dau day de do doan duoc duong gan gay giup ha ho hem hom hu "
    "hong kham khom khong khu la lam lai len lon lo may mot moi nay nen ngay nha nhieu nhung nho "
    "nguoi o phan phia phuong qua ra rat roi sau so tai thanh thi thon thua toi trong truoc tu "
    "va van vao ve vi voi xa xin"
)
STOP = frozenset(SAYS_LITTLE.split())


@dataclass(frozen=True)
class Similar:
    """A report that may be the same; metres only where both say where they are."""

    report: Report
    metres: int | None
    score: float


class Candidate(NamedTuple):
    """What is compared of a report: a few columns, until it is worth showing."""

    pk: int
    category_id: int
    lat: float | None
    lon: float | None
    accuracy_m: int | None
    created_at: datetime
    folded: str
    public_address: str


@dataclass(frozen=True)
class Question:
    """What somebody is about to report, read once."""

    category: Category
    lat: float | None
    lon: float | None
    accuracy_m: int
    words: frozenset[str]
    where: frozenset[str]
    known: frozenset[str]  # The names of its kind and commune, which tell nothing more.

    def reach(self, accuracy_m: int | None = None) -> float:
        """How far apart the same thing may be: the radius, and more where a pin is unsure."""
        radius = self.category.radius_m
        return radius + min(max(self.accuracy_m, accuracy_m or 0), radius)


def similar_to(
    *,
    category: Category,
    commune: Commune,
    description: str = "",
    address: str = "",
    lat: float | None = None,
    lon: float | None = None,
    accuracy_m: int | None = None,
    most: int = 3,
) -> list[Similar]:
    """The open public reports that are most likely the same thing, best first."""
    if category.is_private:
        return []
    known = words_of(f"{category.name} {commune.name}")
    asked = Question(
        category=category,
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
        accuracy_m=accuracy_m or 0,
        words=words_of(f"{description} {address}") - known,
        where=words_of(address) - known,
        known=known,
    )
    scored = [likeness(asked, candidate) for candidate in candidates(asked, commune)]
    best = sorted((found for found in scored if found[0] >= ENOUGH), reverse=True)[:most]
    return list(shown(best))


def candidates(asked: Question, commune: Commune) -> Iterator[Candidate]:
    """What might be the same: of the group, around the pin; without pins, in the commune."""
    among = Report.objects.filter(OPEN_TO_ALL, category__group=asked.category.group_id)
    here = among.filter(commune=commune)
    if asked.lat is not None and asked.lon is not None:
        near = around(among, asked.lat, asked.lon, 2 * asked.category.radius_m)
        found = compared(near).union(compared(here.filter(tile=None)), all=True)
    else:
        found = compared(here)
    return map(Candidate._make, found.order_by("-created_at", "-pk")[:MOST_CANDIDATES])


def around(reports: QuerySet, lat: float, lon: float, metres: float) -> QuerySet:
    """Those in the square around a point; the tiles it touches are what the index knows."""
    south, west, north, east = box_around(lat, lon, metres)
    tiles = tiles_in(south, west, north, east)
    return reports.filter(tile__in=tiles, lat__range=(south, north), lon__range=(west, east))


def compared(reports: QuerySet) -> QuerySet:
    return reports.order_by().values_list(*Candidate._fields)


def likeness(asked: Question, candidate: Candidate) -> tuple[float, int, int | None]:
    """How much a report is like what is asked, which one, and how far it is."""
    metres = metres_to(asked, candidate)
    same = candidate.category_id == asked.category.pk
    kind = SAME_CATEGORY if same else SAME_GROUP
    said = frozenset(WORD.findall(candidate.folded)) - STOP - asked.known
    if metres is None:
        place = told_place(asked, candidate, said)
    elif metres > asked.reach(candidate.accuracy_m):
        return 0.0, candidate.pk, metres
    else:
        place = 1 - (1 - AT_THE_EDGE) * metres / asked.reach(candidate.accuracy_m)
    likely = PLACE * place + WORDS * in_common(asked.words, said) + FRESH * freshness(candidate)
    return kind * likely, candidate.pk, metres


def metres_to(asked: Question, candidate: Candidate) -> int | None:
    """The distance, where both have a pin."""
    if None in (asked.lat, asked.lon, candidate.lat, candidate.lon):
        return None
    return round(metres_between(asked.lat, asked.lon, candidate.lat, candidate.lon))


def told_place(asked: Question, candidate: Candidate, said: frozenset[str]) -> float:
    """Without pins: how much of the one's address the other names too, from 0 to 1."""
    theirs = words_of(candidate.public_address) - asked.known
    return max(named(theirs, asked.words), named(asked.where, said))


def named(address: frozenset[str], words: frozenset[str]) -> float:
    return len(address & words) / max(len(address), FEWEST)


def in_common(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of words that both use, from 0 to 1."""
    return len(some & others) / len(some | others) if some and others else 0.0


def freshness(candidate: Candidate) -> float:
    """1 just now, a half after a month, less and less from then on."""
    return 0.5 ** ((now() - candidate.created_at) / HALF_FRESH)


def words_of(text: str) -> frozenset[str]:
    """The words that say something, without marks."""
    return frozenset(WORD.findall(fold(text))) - STOP


def shown(best: list[tuple[float, int, int | None]]) -> Iterator[Similar]:
    """The best ones with all that a card shows."""
    reports = Report.objects.listed().with_card().in_bulk([pk for _, pk, _ in best])
    for score, pk, metres in best:
        if pk in reports:
            yield Similar(reports[pk], metres, round(score, 3))
