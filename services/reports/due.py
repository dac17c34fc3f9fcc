"""Whoever sent a report hears the working day before it is due, and once more when it is late."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from portal.common.moments import now, today
from portal.workdays.calendar import (
    days_waited,
    is_working_day,
    next_working_day,
    start_of_day,
)
from services.notifications import outbox
from services.reports import letters
from services.reports.models import Report
from services.reports.models.report_querysets import ReportQuerySet

TOMORROW, LATE = "reports/due_tomorrow", "reports/late"
NOT_AFTER = 10  # Working days; what is late for longer was told, or is too old to begin with.
ONE_DAY = timedelta(days=1)


def tell_of_dates() -> int:
    """Tell every sender whose report is due on the next working day, or late; say how many."""
    if not is_working_day(today()):
        return 0
    return tell_all(due_next(), TOMORROW) + tell_all(late(), LATE)


def due_next() -> ReportQuerySet:
    """What is due after today, and before the working day after the next begins."""
    next_day = next_working_day(today())
    soon = start_of_day(today() + ONE_DAY), start_of_day(next_day + ONE_DAY)
    return Report.objects.running().filter(due_at__gte=soon[0], due_at__lt=soon[1])


def late() -> ReportQuerySet:
    """What should have been done before today."""
    since, until = days_waited(today(), 1, at_most=NOT_AFTER)
    return Report.objects.running().filter(due_at__gte=since, due_at__lt=until)


def tell_all(reports: ReportQuerySet, kind: str) -> int:
    rows: Iterable[int] = reports.order_by("pk").values_list("pk", flat=True).iterator()
    return sum(tell(pk, kind) for pk in rows)


@transaction.atomic
def tell(report_pk: int, kind: str) -> bool:
    """Post one sender's letter about this date, unless it was or the report has moved meanwhile."""
    report = Report.objects.locked(report_pk).get()
    key = key_of(report, kind)
    if not still_holds(report, kind) or outbox.is_posted(key):
        return False
    with override(report.language):
        facts = letters.facts_about(report) | letters.date_of(report)
    return bool(outbox.post(report.contact, kind, key=key, matter=report.reference, **facts))


def key_of(report: Report, kind: str) -> str:
    """One letter for each date: a date that moves is told of anew."""
    return f"report-{report.pk}-{kind.partition('/')[2]}-{timezone.localdate(report.due_at)}"


def still_holds(report: Report, kind: str) -> bool:
    return report.is_running and (report.due_at < now()) == (kind == LATE)
