"""Where a procedure's papers are handed in: the reception points that take it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from portal.accounts.hours import LOOK_AHEAD, OpeningHours
from portal.accounts.models import Agency
from portal.common.moments import now, today
from portal.places.models import Commune
from portal.workdays.calendar import WorkingCalendar
from services.procedures.models import Procedure


@dataclass(frozen=True)
class ReceptionPoint:
    """A desk as a resident needs it: where, when, and whether it is open now."""

    agency: Agency
    hours: OpeningHours

    @property
    def week(self) -> list[dict[str, str]]:
        return self.hours.in_words()

    @property
    def is_open_now(self) -> bool:
        return self.hours.is_open_at(now())

    @property
    def now_in_words(self) -> str:
        return self.hours.now_in_words(now())


def receivers(procedure: Procedure) -> list[Agency]:
    """The agencies that receive it wherever one lives; none: the commune's own desk does."""
    return list(procedure.agencies.open())


def is_by_commune(procedure: Procedure, agencies: Sequence[Agency]) -> bool:
    """Whether where one lives decides where one goes."""
    return is_spread(agencies) if agencies else procedure.level != Procedure.Level.PROVINCE


def is_spread(agencies: Iterable[Agency]) -> bool:
    return len({agency.commune_id for agency in agencies}) > 1


def reception_points(agencies: Sequence[Agency], commune: Commune | None) -> list[ReceptionPoint]:
    """The open desks, each with its hours; of agencies in several communes, those of one's own.

    An agency without a desk of its own receives people itself.
    """
    points = Agency.objects.open().with_places().with_hours().in_tree_order()
    if not agencies:
        return with_hours(points.desks().filter(commune=commune)) if commune else []
    named = [agency.pk for agency in agencies]
    found = list(points.filter(Q(pk__in=named) | Q(parent__in=named, kind=Agency.Kind.DESK)))
    have_desk = {point.parent_id for point in found if point.kind == Agency.Kind.DESK}
    found = [point for point in found if point.pk not in have_desk]
    if is_spread(agencies):
        near = {None, commune.pk if commune else None}
        found = [point for point in found if point.commune_id in near]
    return with_hours(found)


def with_hours(agencies: Iterable[Agency]) -> list[ReceptionPoint]:
    """Each with its hours, by one calendar for all."""
    calendar = WorkingCalendar.read(today(), today() + LOOK_AHEAD)
    return [ReceptionPoint(agency, agency.hours_by(calendar)) for agency in agencies]
