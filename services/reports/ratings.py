"""Whether residents are satisfied with what was done: who is asked, until when, and the sum."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.common.moments import now, today
from services.reports.models import Follow, Rating, Report, ReportEvent
from services.reports.workflow import RESOLVING, State

REPORTER = "reporter"
FOLLOWER = "follow-"
SALT = "services.reports.ratings"

REOPENS_FOR = timedelta(days=10)  # Days of the calendar, after the day on which it was resolved.
ASKED_FOR = timedelta(days=60)  # As long as the link in the letter opens.

RECENTLY = timedelta(days=30)
KEPT_FOR = 60  # Seconds for which the sum of all is not counted anew.


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked about a report, for one time that it was called resolved."""

    report: Report
    round: int
    rater: str

    @property
    def rating(self) -> Rating | None:
        """What this person has said so far."""
        given = Rating.objects.own().filter(report=self.report, round=self.round, rater=self.rater)
        return given.first()


class Summary(NamedTuple):
    satisfied: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.satisfied / self.total) if self.total else 0


def rater_of(follow: Follow) -> str:
    return f"{FOLLOWER}{follow.pk}"


def link(report: Report, rater: str) -> str:
    """An address at which this person judges, without signing in; it names nobody."""
    whom = [report.pk, round_of(report), rater]
    return reverse("reports:judge", args=[signing.dumps(whom, salt=SALT)])


def link_in_letter(report: Report, rater: str) -> str:
    return settings.SITE_URL + link(report, rater)


def read(token: str) -> Asked | None:
    """Whom a link asks, while it holds and that person is still to be asked."""
    try:
        pk, number, rater = signing.loads(token, salt=SALT, max_age=ASKED_FOR)
    except signing.BadSignature:
        return None
    report = Report.objects.with_card().filter(pk=pk).first()
    if report is None or report.is_erased or not is_asked(report, rater):
        return None
    return Asked(report, number, rater)


def is_asked(report: Report, rater: str) -> bool:
    """Whether this is its sender, or somebody who follows it still."""
    if rater == REPORTER:  # She may have left since, and taken her data with her.
        return bool(report.reporter_id or report.claim_digest)
    if report.is_private:  # It was hidden since, from everyone but its sender.
        return False
    follows = Follow.objects.confirmed().filter(report=report)
    return follows.filter(pk=rater.removeprefix(FOLLOWER)).exists()


def given_by(user: User) -> QuerySet[Rating]:
    """What this account's holder said, of her own reports and of those she follows."""
    followed = [rater_of(follow) for follow in Follow.objects.of(user)]
    sent = Q(report__reporter=user, origin=None) | Q(origin__reporter=user)
    hers = Q(sent, rater=REPORTER) | Q(rater__in=followed)
    return Rating.objects.filter(hers)


def round_of(report: Report) -> int:
    """How many times it was called resolved."""
    times = report.events.filter(step__in=RESOLVING).count()
    return max(times, 1) if report.state == State.RESOLVED else times


def last_answer(report: Report) -> ReportEvent | None:
    """What was said when it was last called resolved."""
    return report.events.filter(step__in=RESOLVING).order_by("at", "pk").last()


def reopens_until(report: Report) -> date:
    """The last day on which saying that it is not done opens it again, and words may change."""
    answer = last_answer(report)
    resolved_at: datetime = answer.at if answer else report.closed_at or now()
    return timezone.localdate(resolved_at) + REOPENS_FOR


def may_still_reopen(report: Report) -> bool:
    return today() <= reopens_until(report)


def summary(report: Report) -> Summary:
    """What was said of the last time that anybody judged; of this report, none merged into it."""
    given = list(report.ratings.own().values_list("round", "is_satisfied"))
    last = max((number for number, _satisfied in given), default=0)
    words = [is_satisfied for number, is_satisfied in given if number == last]
    return Summary(sum(words), len(words))


def recent() -> Summary:
    """What everybody said in the last days; counted at most once a minute."""
    return Summary(*cache.get_or_set("reports.ratings.recent", count_recent, KEPT_FOR))


def count_recent() -> tuple[int, int]:
    lately = Rating.objects.filter(created_at__gte=now() - RECENTLY)
    sums = lately.aggregate(total=Count("pk"), good=Count("pk", filter=Q(is_satisfied=True)))
    return sums["good"], sums["total"]
