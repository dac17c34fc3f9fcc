"""What waits on an officer's desk: whose, in which order, and how much of it.

A list and its count come from the same conditions, in `services/reports/risk.py` and here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import active_roles
from portal.accounts.roles import PERMISSIONS
from services.reports import risk
from services.reports.models import Report
from services.reports.models.report_querysets import DESK, ReportQuerySet
from services.reports.risk import Edges, Risk
from services.reports.workflow import State

MINE, AGENCY, EVERYTHING = "mine", "agency", "everything"
SCOPES = {
    MINE: _("Mine"),
    AGENCY: _("My agency"),
    EVERYTHING: _("Everything I may see"),
}

OPEN, NEW, CLOSED, ALL = "open", "submitted", "closed", "all"
# What an officer may ask the desk to show, and its words: the open ones, a part of them by risk
# or because nobody has read them, and what lies behind.
VIEWS = {
    OPEN: pgettext_lazy("reports", "Open"),
    **{bucket.value: bucket.label for bucket in Risk},
    NEW: pgettext_lazy("reports", "New"),
    CLOSED: pgettext_lazy("reports", "Closed"),
    ALL: pgettext_lazy("reports", "All"),
}

MOST = 10_000  # Of what lies behind, more are neither counted nor paged through.
A_FEW_TO_SORT = 2_000  # Up to here one question sorts them; beyond, each bucket is read in order.
A_FEW = 500  # Rows that are read at once for a file.


def own_agencies(user) -> set[int]:
    """Where this person serves with a desk, whatever else a city-wide role lets her see."""
    return {at for role, at in active_roles(user) if DESK in PERMISSIONS[role]}


def scope_of(user, scope: str) -> Q:
    """Whose reports a tab shows."""
    if scope == MINE:
        return Q(assignee=user.pk)
    return Q(agency__in=own_agencies(user)) if scope == AGENCY else Q()


@dataclass
class Queue:
    """What one officer asked to see, among the reports that the filters left."""

    user: object
    reports: ReportQuerySet  # Visible to her, and filtered.
    scope: str = EVERYTHING
    view: str = OPEN

    @cached_property
    def edges(self) -> Edges:
        return Edges.now()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are open: by tab, by bucket of this tab, and new ones; in one question."""
        mine = scope_of(self.user, self.scope)
        asked = {scope: scope_of(self.user, scope) for scope in SCOPES}
        asked |= {bucket: mine & its for bucket, its in risk.conditions(self.edges).items()}
        asked[OPEN], asked[NEW] = mine, mine & Q(state=State.SUBMITTED)
        sums = {f"n_{name}": Count("pk", filter=its or None) for name, its in asked.items()}
        found = self.reports.open().order_by().aggregate(**sums)
        return {name.removeprefix("n_"): number for name, number in found.items()}

    @property
    def scoped(self) -> ReportQuerySet:
        return self.reports.filter(scope_of(self.user, self.scope))

    @cached_property
    def rows(self) -> "Rows":
        """What this view shows, in its order."""
        return Rows(self.parts())

    def parts(self) -> list["Part"]:
        if self.view == OPEN and self.counts[OPEN] <= A_FEW_TO_SORT:
            return [Part(self.scoped.open().by_risk(self.edges), self.counts[OPEN])]
        if self.view == OPEN:
            return [self.bucket(bucket) for bucket in Risk]
        if self.view in Risk:
            return [self.bucket(Risk(self.view))]
        if self.view == NEW:
            new = self.scoped.open().filter(state=State.SUBMITTED).soonest_due_first()
            return [Part(new, self.counts[NEW])]
        if self.view == CLOSED:
            return [behind(self.scoped.closed().order_by("-closed_at", "-pk"))]
        return [behind(self.scoped.newest_first())]

    def bucket(self, bucket: Risk) -> "Part":
        return Part(self.scoped.at_risk(bucket, self.edges), self.counts[bucket])


@dataclass(frozen=True)
class Part:
    """Some reports in an order, and how many."""

    reports: ReportQuerySet
    count: int


def behind(reports: ReportQuerySet) -> Part:
    """What lies behind, counted as far as anybody reads."""
    return Part(reports, reports.order_by()[: MOST + 1].count())


class Rows:
    """One part after another, as a list: only what a page shows is read."""

    model = Report
    ordered = True  # Said for Django's paginator.

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = [part for part in parts if part.count]

    def __len__(self) -> int:
        return sum(part.count for part in self.parts)

    def count(self) -> int:
        return len(self)

    def __getitem__(self, wanted: slice) -> list[Report]:
        """Their keys come from the indexes alone; then the rows of these few are read."""
        keys = list(self.keys(wanted.start or 0, wanted.stop))
        found: Mapping[int, Report] = Report.objects.with_row().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def keys(self, start: int, stop: int) -> Iterator[int]:
        for part in self.parts:
            if start < part.count and stop > 0:
                within = slice(max(start, 0), min(stop, part.count))
                yield from part.reports.values_list("pk", flat=True)[within]
            start, stop = start - part.count, stop - part.count

    def first(self, most: int) -> Iterator[Report]:
        """The first ones, read a few at a time."""
        read = (row for part in self.parts for row in few_by_few(part.reports))
        return islice(read, most)


def few_by_few(reports: ReportQuerySet) -> Iterator[Report]:
    return reports.with_row().iterator(A_FEW)


def asked_for(user, reports: ReportQuerySet, asked: Mapping[str, str]) -> Queue:
    """The queue that an address asks for; nonsense shows what is open."""
    scope, view = asked.get("scope"), asked.get("view")
    return Queue(
        user,
        reports,
        scope if scope in SCOPES else EVERYTHING,
        view if view in VIEWS else OPEN,
    )
