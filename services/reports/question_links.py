"""The link in the letter of a question: where its sender answers, without signing in.

It names nobody, nobody can make one up, and it holds for this one question. Short, because an
SMS must hold it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from services.reports.models import Report, ReportEvent
from services.reports.workflow import ASKING, State

SALT = "services.reports.question_links"
LIVES = timedelta(days=90)  # Long after the rule has closed it: who comes late is told what to do.
SUPPLY = "supply"


@dataclass(frozen=True)
class Question:
    """One question of an officer, and the report it is about."""

    event: ReportEvent
    report: Report

    @property
    def until(self) -> date | None:
        """The last day for an answer; older questions were asked without any."""
        return until(self.event)

    @property
    def is_open(self) -> bool:
        """Whether the report waits for the answer to this very question."""
        return self.report.state == State.WAITING and last_question(self.report) == self.event

    @property
    def is_answered(self) -> bool:
        """Whether she answered it, whatever happened afterwards."""
        later = self.report.events.filter(pk__gt=self.event.pk, step__in=[*ASKING, SUPPLY])
        following = later.order_by("pk").first()
        return following is not None and following.step == SUPPLY


def until(event: ReportEvent) -> date | None:
    day = event.details.get("until")
    return date.fromisoformat(day) if day else None


def last_question(report: Report) -> ReportEvent | None:
    return report.events.filter(step__in=ASKING).order_by("pk").last()


def latest(report: Report) -> Question | None:
    """What was asked last, open or not; none where nothing was ever asked."""
    event = last_question(report)
    return Question(event, report) if event else None


def path(event: ReportEvent) -> str:
    """Where this question is answered."""
    return reverse("reports:answer_by_link", args=[signer().sign(str(event.pk))])


def read(token: str) -> Question | None:
    """The question to which a link leads, while it holds and its sender is still there."""
    try:
        pk = signer().unsign(token, max_age=LIVES)
    except BadSignature:
        return None
    event = ReportEvent.objects.filter(pk=pk, step__in=ASKING).first()
    report = event and Report.objects.with_card().filter(pk=event.report_id).first()
    if report is None or not (report.reporter_id or report.claim_digest):
        return None  # She has left since, and taken her data with her.
    return Question(event, report)


def signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)
