"""To whom a report goes: the first rule that fits, else whom its kind names, else the city.

`decide` says so for one report; whoever asks for many reads the book of rules once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from portal.accounts.models import Agency
from portal.common.moments import today
from portal.common.vietnamese import fold
from portal.places.models import Commune
from portal.workdays.calendar import CLOSES_AT, WorkingCalendar
from services.reports import why_here
from services.reports.models import Category, RoutingRule, Team

OPENS_AT = time(7, 0)  # With CLOSES_AT the office hours of every agency that says no others.

Facts = dict[str, Any]
Answers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Matter:
    """What routing asks of a report."""

    category: Category
    commune: Commune
    at: datetime
    answers: Answers = ()

    @property
    def here(self) -> datetime:
        return timezone.localtime(self.at)


@dataclass(frozen=True)
class Decision:
    """Where a report goes, and the facts that say why: the first event of its stay keeps them."""

    agency: Agency
    facts: Facts
    team: Team | None = None
    rule: RoutingRule | None = None

    @property
    def because(self) -> list[str]:
        return why_here.sentences(self.facts)


@dataclass(frozen=True)
class Line:
    """One rule of the book, with what it asks ready to be compared."""

    rule: RoutingRule
    groups: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    communes: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rule: RoutingRule) -> "Line":
        names = ("groups", "categories", "communes")
        asked = {name: frozenset(row.pk for row in getattr(rule, name).all()) for name in names}
        return cls(rule, **asked)

    def fits(self, matter: Matter, calendar: WorkingCalendar) -> bool:
        return (
            self.is_of_this_kind(matter.category)
            and (not self.communes or matter.commune.pk in self.communes)
            and is_in_time(self.rule, matter.here, calendar)
            and is_answered(self.rule, matter.answers)
        )

    def is_of_this_kind(self, category: Category) -> bool:
        asks = bool(self.groups or self.categories)
        return not asks or category.pk in self.categories or category.group_id in self.groups

    def facts(self, matter: Matter) -> Facts:
        """What the rule asked and found. Of an answer only the question: the words may have to go,
        and what an event remembers stays."""
        rule = self.rule
        asked = {
            "category": bool(self.groups or self.categories) and matter.category.name,
            "commune": bool(self.communes) and matter.commune.name,
            "time": rule.hours != RoutingRule.Hours.ANY and matter.at.isoformat(),
            "question": rule.question and label_of(rule.question, matter.answers),
        }
        found = {name: value for name, value in asked.items() if value}
        return {"way": "rule", "rule": rule.name, "rule_id": rule.pk, "fits": found}


def is_in_time(rule: RoutingRule, here: datetime, calendar: WorkingCalendar) -> bool:
    match rule.hours:
        case RoutingRule.Hours.OFFICE:
            return is_office_hour(here, calendar)
        case RoutingRule.Hours.OUTSIDE:
            return not is_office_hour(here, calendar)
        case RoutingRule.Hours.CHOSEN:
            on_day = not rule.weekdays or here.weekday() in rule.weekdays
            return on_day and is_between(here.time(), rule.from_time, rule.until_time)
    return True


def is_office_hour(here: datetime, calendar: WorkingCalendar) -> bool:
    return calendar.is_working_day(here.date()) and OPENS_AT <= here.time() < CLOSES_AT


def is_between(hour: time, first: time | None, last: time | None) -> bool:
    """Whether it is between these; from evening to morning goes over midnight."""
    if first is None or last is None:
        return True
    if first < last:
        return first <= hour < last
    return hour >= first or hour < last


def is_answered(rule: RoutingRule, answers: Answers) -> bool:
    """Whether the question was answered so; of several ticked answers one is enough."""
    if not rule.question:
        return True
    said = (str(one.get("answer", "")) for one in answers if one.get("code") == rule.question)
    return any(
        fold(rule.answer) in {fold(part) for part in (words, *words.split(", "))} for words in said
    )


def label_of(question: str, answers: Answers) -> str:
    return next((one.get("label", "") for one in answers if one.get("code") == question), question)


@dataclass(frozen=True)
class Offices:
    """The open committees by commune, and the city: read once, then asked as often as needed."""

    committees: Mapping[int, Agency] = field(default_factory=dict)
    city: Agency | None = None

    @classmethod
    def read(cls) -> "Offices":
        kinds = [Agency.Kind.COMMUNE, Agency.Kind.CITY]
        found = list(Agency.objects.open().filter(kind__in=kinds).order_by("code"))
        cities = [agency for agency in found if agency.kind == Agency.Kind.CITY]
        own = {one.commune_id: one for one in reversed(found) if one.kind == Agency.Kind.COMMUNE}
        return cls(own, next(iter(cities), None))

    def usual(self, matter: Matter, without: Collection[int]) -> tuple[Agency, str]:
        """Where it goes by its kind and commune alone, and why.

        Of the agencies named for the kind: the only one, else the commune's own. Where none is
        named, the commune's own committee. The city, where all these are closed or have refused.
        """
        for agency, way in self.candidates(matter):
            if agency is not None and agency.is_open and agency.pk not in without:
                return agency, way
        if self.city is None:
            raise Agency.DoesNotExist("No open agency takes this report, not even the city.")
        return self.city, "city"

    def candidates(self, matter: Matter) -> Iterator[tuple[Agency | None, str]]:
        named = [agency for agency in matter.category.agencies.all() if agency.is_open]
        own = [agency for agency in named if agency.commune_id == matter.commune.pk]
        if len(named) == 1:
            yield named[0], "named"
        elif named:
            yield next(iter(own), None), "several"
            yield self.city, "city"
        yield self.committees.get(matter.commune.pk), "own"


@dataclass(frozen=True)
class Rulebook:
    """The rules in force, in their order, with all that they are compared with."""

    lines: Sequence[Line]
    offices: Offices
    calendar: WorkingCalendar

    @classmethod
    def read(cls, first: datetime, last: datetime | None = None) -> "Rulebook":
        """The rules of today, for reports sent between these moments."""
        rules = RoutingRule.objects.in_force(today()).with_conditions()
        lines = [Line.of(rule) for rule in rules]
        days = (timezone.localdate(first), timezone.localdate(last or first))
        return cls(lines, Offices.read(), WorkingCalendar.read(*days))

    def decide(self, matter: Matter, without: Collection[int] = frozenset()) -> Decision:
        """The first rule that fits and whose agency is open decides."""
        for line, agency in self.fitting(matter, without):
            team = line.rule.team if line.rule.team and line.rule.team.is_active else None
            named = {"team": team.name} if team else {}
            facts = line.facts(matter) | {"name": agency.name} | named
            return Decision(agency, facts, team, line.rule)
        agency, way = self.offices.usual(matter, without)
        return Decision(agency, {"way": way, "name": agency.name})

    def fitting(
        self, matter: Matter, without: Collection[int] = ()
    ) -> Iterator[tuple[Line, Agency]]:
        """The rules that fit, each with the agency to which it would send this."""
        for line in self.lines:
            agency = line.rule.agency or self.offices.committees.get(matter.commune.pk)
            if agency is None or not agency.is_open or agency.pk in without:
                continue
            if line.fits(matter, self.calendar):
                yield line, agency

    def suggest(self, matter: Matter, without: Collection[int] = ()) -> list[Agency]:
        """Whoever handles such a matter there, the likeliest first."""
        by_rule = [agency for _line, agency in self.fitting(matter)]
        usual = [agency for agency, _way in self.offices.candidates(matter) if agency]
        named = [one for one in matter.category.agencies.all() if is_near(one, matter.commune)]
        found = [agency for agency in (*by_rule, *usual, *named) if agency.is_open]
        return [one for one in dict.fromkeys(found) if one.pk not in without]


def is_near(agency: Agency, commune: Commune) -> bool:
    """Whether it works in this commune: its own, or one that belongs to none."""
    return agency.commune_id in (None, commune.pk)


def decide(
    category: Category,
    commune: Commune,
    at: datetime,
    answers: Answers = (),
    *,
    without: Collection[int] = frozenset(),
) -> Decision:
    """To whom a report of this kind goes, sent from there at that moment, with these answers.

    Never to those in `without`, by their keys. Asks the same few questions however many rules.
    """
    return Rulebook.read(at).decide(Matter(category, commune, at, answers), without)


def insert(lines: Iterable[Line], line: Line) -> list[Line]:
    """The lines with this one in its place, once."""
    others = [other for other in lines if other.rule.pk != line.rule.pk]
    return sorted([*others, line], key=lambda one: (one.rule.position, one.rule.pk))


def to_the_city(offices: Offices) -> Decision:
    """Where people decide, as the rules did not help."""
    if offices.city is None:
        raise Agency.DoesNotExist("There is no city that could decide.")
    return Decision(offices.city, {"way": "refused", "name": offices.city.name})
