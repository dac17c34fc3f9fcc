"""Finding a commune: by what someone types, with or without marks, old or new; or by a point."""

import math

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.places.matching import Answer, Match, answer
from portal.places.models import CODE_LENGTH, Boundary, Commune, OldUnit
from portal.places.outlines import contains
from portal.places.typed import Words, typed_words

FARTHEST_KM = 30  # Beyond this, no commune of ours is worth offering.
KM_PER_DEGREE = 111.32


def find_communes(text: str, limit: int = 10, *, local_only: bool = False) -> list[Match]:
    """The communes whose name of today, or of before, goes on like this; the likeliest first."""
    return [one.match for one in _answers(text, local_only)][:limit]


def resolve_commune(text: str, *, local_only: bool = False) -> Commune | list[Match]:
    """The commune this names without doubt; or else those it may mean, perhaps none."""
    answers = _answers(text, local_only)
    sure = [one for one in answers if one.is_sure]
    sure = [one for one in sure if not one.wrong_marks] or sure
    if len(sure) == 1:
        return sure[0].match.commune
    return [one.match for one in sure or answers]


def nearest_commune(lat: float, lon: float) -> Commune | None:
    """The commune a point most likely lies in; None when it is far from all of ours."""
    communes = list(Commune.objects.current())
    ours = [commune for commune in communes if commune.is_local]
    around = [commune for commune in communes if _in_box(commune, lat, lon)]
    if ours_around := [commune for commune in around if commune.is_local]:
        return _likeliest(ours_around, lat, lon)
    if around:
        return None  # In a commune that others serve.
    nearest = min(ours, key=lambda c: _km_away(c, lat, lon), default=None)
    return nearest if nearest and _km_away(nearest, lat, lon) <= FARTHEST_KM else None


def _answers(text: str, local_only: bool) -> list[Answer]:
    """Every commune that fits, once, by its best name; in two questions."""
    communes = Commune.objects.current()
    communes = communes.local() if local_only else communes
    if (code := text.strip()).isdecimal() and len(code) == CODE_LENGTH:
        return [Answer(Match(one)) for one in communes.filter(code=code)]
    typed = typed_words(text)
    if not typed.plain:
        return []
    answers = [*_by_own_name(typed, communes), *_by_old_name(typed, communes)]
    best: dict[str, Answer] = {}
    for one in sorted(filter(None, answers), key=lambda one: one.rank):
        best.setdefault(one.match.commune.code, one)
    return list(best.values())


def _by_own_name(typed: Words, communes: QuerySet) -> list[Answer | None]:
    return [answer(typed, Match(one), one.name) for one in communes.filter(_has(typed))]


def _by_old_name(typed: Words, communes: QuerySet) -> list[Answer | None]:
    units = OldUnit.objects.filter(_has(typed), commune__in=communes).select_related("commune")
    return [
        answer(typed, Match(old.commune, old_name(old)), old.name, old.old_district)
        for old in units
    ]


def old_name(old: OldUnit) -> str:
    return _("%(name)s (old name)") % {"name": old}


def _has(typed: Words) -> Q:
    """Every word somewhere in the folded name; how well they fit is judged afterwards."""
    return Q(*(Q(folded__contains=word) for word in typed.plain))


def _in_box(commune: Commune, lat: float, lon: float) -> bool:
    if not commune.bbox:
        return False
    west, south, east, north = commune.bbox
    return west <= lon <= east and south <= lat <= north


def _likeliest(communes: list[Commune], lat: float, lon: float) -> Commune:
    """By their outlines, where the administration supplied them; else by how near the middle is."""
    boundaries = Boundary.objects.filter(commune__in=communes).select_related("commune")
    outlined = (one.commune for one in boundaries if contains(one.geometry, lat, lon))
    return next(outlined, None) or min(communes, key=lambda c: _boxes_away(c, lat, lon))


def _boxes_away(commune: Commune, lat: float, lon: float) -> float:
    """How far from the middle in sizes of the box: large communes reach farther than small ones."""
    west, south, east, north = commune.bbox
    wide, high = (east - west) or 1, (north - south) or 1
    return math.hypot((lon - commune.lon) / wide, (lat - commune.lat) / high)


def _km_away(commune: Commune, lat: float, lon: float) -> float:
    """Near enough for a province: the earth taken as flat, narrower away from the equator."""
    east = (lon - commune.lon) * math.cos(math.radians(commune.lat))
    return KM_PER_DEGREE * math.hypot(east, lat - commune.lat)
