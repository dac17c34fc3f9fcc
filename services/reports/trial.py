"""What a rule would have done to the last reports, before it is switched on. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.accounts.models import Agency, User
from services.reports.models import Report, RoutingRule
from services.reports.routing import Decision, Line, Matter, Rulebook, insert

LAST = 500
EXAMPLES = 5


@dataclass(frozen=True)
class Move:
    """So many reports that would have gone from one agency to another."""

    source: Agency
    target: Agency
    count: int
    there_already: int  # Of these, brought there by hand since: the rule would have saved the way.
    examples: list[str]  # References of those which whoever asks may see.


@dataclass(frozen=True)
class Trial:
    tried: int
    fitting: int
    moves: list[Move]

    @property
    def elsewhere(self) -> int:
        return sum(move.count for move in self.moves)


def try_out(rule: RoutingRule, *, by: User) -> Trial:
    """The rules of today with this one in its place, against the same rules without it.

    Its days are not asked: a rule that begins tomorrow is tried on what came yesterday.
    """
    reports = last_reports()
    if not reports:
        return Trial(0, 0, [])
    book = Rulebook.read(reports[-1].created_at, reports[0].created_at)
    others = [line for line in book.lines if line.rule.pk != rule.pk]
    without, with_it = (
        replace(book, lines=others),
        replace(book, lines=insert(others, line_of(rule))),
    )
    decided = [(report, *both(report, without, with_it)) for report in reports]
    fitting = sum(after.rule is not None and after.rule.pk == rule.pk for _, _, after in decided)
    moved = [one for one in decided if one[1].agency != one[2].agency]
    return Trial(len(reports), fitting, moves_of(moved, by))


def last_reports() -> list[Report]:
    rows = Report.objects.newest_first().select_related("category", "commune")
    return list(rows.prefetch_related("category__agencies")[:LAST])


def line_of(rule: RoutingRule) -> Line:
    return Line.of(RoutingRule.objects.with_conditions().get(pk=rule.pk))


def both(report: Report, *books: Rulebook) -> list[Decision]:
    matter = Matter(report.category, report.commune, report.created_at, report.answers)
    return [book.decide(matter) for book in books]


def moves_of(moved: Iterable[tuple[Report, Decision, Decision]], by: User) -> list[Move]:
    """Counted by whence and whither, the largest first."""
    ways: dict[tuple[Agency, Agency], list[Report]] = defaultdict(list)
    for report, before, after in moved:
        ways[before.agency, after.agency].append(report)
    seen = seen_by(by, [report for reports in ways.values() for report in reports])
    moves = [move_of(*way, reports, seen) for way, reports in ways.items()]
    return sorted(moves, key=lambda move: (-move.count, move.source.name, move.target.name))


def seen_by(user: User, reports: list[Report]) -> set[int]:
    keys = [report.pk for report in reports]
    return set(Report.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def move_of(source: Agency, target: Agency, reports: list[Report], seen: set[int]) -> Move:
    shown = [report.reference for report in reports if report.pk in seen]
    already = sum(report.agency_id == target.pk for report in reports)
    return Move(source, target, len(reports), already, shown[:EXAMPLES])
