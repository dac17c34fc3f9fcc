"""Whoever owes an answer about her report is asked once more, after some working days."""

from django.db import transaction
from django.utils.translation import override

from portal.common.moments import today
from portal.workdays.calendar import days_waited, is_working_day
from services.notifications import outbox
from services.reports import letters, question_links
from services.reports.models import Report, ReportEvent
from services.reports.workflow import ASKING, State

ANSWER_AFTER = 3  # Working days from the officer's question.
NOT_AFTER = 10  # What waits longer was reminded of, or is too old to begin with.


def remind_waiting() -> int:
    """Remind everyone whose answer is due by now, once for each question; say how many."""
    if not is_working_day(today()):
        return 0
    since, until = days_waited(today(), ANSWER_AFTER, at_most=NOT_AFTER)
    asked = ReportEvent.objects.filter(
        step__in=ASKING, at__gte=since, at__lt=until, report__state=State.WAITING
    )
    return sum(remind(pk) for pk in asked.values_list("pk", flat=True).iterator())


@transaction.atomic
def remind(event_pk: int) -> bool:
    """Post the reminder of one question, if it still waits for its answer."""
    event = ReportEvent.objects.get(pk=event_pk)
    event.report = Report.objects.locked(event.report_id).get()
    key = f"report-event-{event.pk}-reminder"
    if not is_unanswered(event) or outbox.is_posted(key):
        return False
    report = event.report
    with override(report.language):
        facts = letters.facts_of(event)
    kind = "reports/answer_reminder"
    return bool(outbox.post(report.contact, kind, key=key, matter=report.reference, **facts))


def is_unanswered(event: ReportEvent) -> bool:
    """Whether this is the question that the report waits for."""
    return question_links.Question(event, event.report).is_open
