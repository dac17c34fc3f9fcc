"""What is true of many reports: which are open, public, late, and what a list of them needs."""

from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from portal.accounts.models.agencies import reach
from portal.common.moments import now
from portal.common.references import read_reference
from portal.common.vietnamese import fold
from services.reports import risk
from services.reports.models.events import ReportEvent
from services.reports.models.follows import Follow
from services.reports.models.report_indexes import PERHAPS_SPAM
from services.reports.risk import Edges, Risk

DESK = "reports.view_desk"

# What a row of the queue shows: neither the sender nor the words as they were written.
ROW = [
    "source",
    *("reference", "state", "is_private", "due_at", "paused_at", "closed_at", "created_at"),
    *("public_description", "public_address", "head"),
    *("category__name", "commune__name", "agency__name", "assignee__name"),
]

# What a point on a map shows: there are hundreds at a time.
PIN = ["reference", "lat", "lon", "state", "is_private", "category__name", "commune__name"]


class ReportQuerySet(models.QuerySet):
    def open(self) -> "ReportQuerySet":
        """Said by the closing time, which the state implies: the indexes of open ones say so."""
        return self.filter(closed_at=None)

    def closed(self) -> "ReportQuerySet":
        return self.filter(closed_at__isnull=False)

    def overdue(self) -> "ReportQuerySet":
        return self.open().filter(risk.overdue(now()))

    def at_risk(self, bucket: Risk, edges: Edges) -> "ReportQuerySet":
        """Open ones in this bucket of risk.py, soonest due first."""
        return self.open().filter(risk.conditions(edges)[bucket]).soonest_due_first()

    def by_risk(self, edges: Edges) -> "ReportQuerySet":
        """Open ones in the order of the buckets of risk.py, in each soonest due first."""
        cases = (
            models.When(its, then=models.Value(place))
            for place, its in enumerate(risk.conditions(edges).values())
        )
        return self.order_by(models.Case(*cases), "due_at", "pk")

    def running(self) -> "ReportQuerySet":
        """Open ones whose clock does not stand still."""
        return self.open().filter(paused_at=None)

    def on_time(self) -> "ReportQuerySet":
        """Closed ones that were closed before they were due."""
        return self.closed().filter(closed_at__lte=models.F("due_at"))

    def soonest_due_first(self) -> "ReportQuerySet":
        return self.order_by("due_at", "pk")

    def newest_first(self) -> "ReportQuerySet":
        return self.order_by("-created_at", "-pk")

    def listed(self) -> "ReportQuerySet":
        """What stands in the public list: seen by an officer and not private."""
        # Said as a comparison: SQLite looks for no bare truth in an index, nor reads one in order.
        return self.filter(is_listed__in=[True])

    def public(self) -> "ReportQuerySet":
        """What has a public page; words and pictures may still wait for an officer."""
        return self.filter(is_private=False)

    def visible_to(self, user) -> "ReportQuerySet":
        """What this officer's desk shows."""
        agencies = reach(user, DESK)
        return self.all() if agencies is None else self.filter(agency__in=agencies)

    def of(self, user) -> "ReportQuerySet":
        """What this resident sent while signed in."""
        return self.filter(reporter=user) if user.is_authenticated else self.none()

    def track(self, text: str) -> "ReportQuerySet":
        """The report whose reference somebody typed, however they typed it."""
        reference = read_reference(text)
        return self.filter(reference=reference) if reference else self.none()

    def saying(self, text: str) -> "ReportQuerySet":
        """Those in which every word stands, with or without marks."""
        return self.filter(*(Q(folded__contains=word) for word in fold(text).split()))

    def chosen(
        self, q: str = "", commune=None, categories=(), state: str = "", within=None
    ) -> "ReportQuerySet":
        """Narrowed by what a person chose in a list; an empty choice narrows nothing."""
        start, end = within or (None, None)
        wanted = {
            "commune": commune,
            "category__in": categories,
            "state": state,
            "created_at__gte": start,
            "created_at__lt": end,
        }
        return self.saying(q).filter(**{name: value for name, value in wanted.items() if value})

    def perhaps_spam(self) -> "ReportQuerySet":
        """New ones that look like none; nobody has decided on them yet."""
        return self.filter(PERHAPS_SPAM)

    def with_card(self) -> "ReportQuerySet":
        """Everything a card in a list shows, in the same few queries however many."""
        named = self.select_related("category__group", "commune", "agency")
        return named.prefetch_related("photos")

    def with_seen_too(self) -> "ReportQuerySet":
        """How many said that they see the same, as `seen_too`."""
        saw = Follow.objects.filter(report=OuterRef("pk"), saw_it_too=True).order_by()
        counted = saw.values("report").annotate(count=Count("pk")).values("count")
        return self.annotate(seen_too=Coalesce(Subquery(counted), 0))

    def with_pin(self) -> "ReportQuerySet":
        """What a point on a map shows, and no more."""
        named = self.select_related("category", "commune").prefetch_related("photos")
        return named.only(*PIN)

    def with_row(self) -> "ReportQuerySet":
        """What a row of the officers' queue shows, and no more."""
        return self.select_related("category", "commune", "agency", "assignee").only(*ROW)

    def with_people(self) -> "ReportQuerySet":
        """What a step needs to know: whose desk it lies on, and whom to tell."""
        return self.select_related("category", "commune", "agency", "reporter", "assignee")

    def locked(self, *keys: int) -> "ReportQuerySet":
        """These as they are now, with their people; nobody else moves them until we are done.

        The rows are locked in the order of their keys, so that nobody waits for one who waits for
        her; and alone, before they are read: where the agency changes while we wait, PostgreSQL
        would leave the row out of what it joined before.
        """
        rows = self.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update().values_list("pk"))
        return rows.with_people()

    def with_parts(self) -> "ReportQuerySet":
        """The parts into which each was split, oldest first, as a list of them shows them."""
        parts = self.model._default_manager.select_related("category", "agency").order_by("pk")
        return self.prefetch_related(Prefetch("parts", queryset=parts))

    def with_timeline(self) -> "ReportQuerySet":
        events = ReportEvent.objects.select_related("by")
        return self.prefetch_related(Prefetch("events", queryset=events))
