"""What every action on a report owes: one event, one message, and being found by the search."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from portal.accounts.models import User
from portal.common.moments import now
from portal.pages_cache.edition import forget_pages
from portal.search import index
from services.notifications import outbox
from services.reports import history, letters
from services.reports.models import Report, ReportEvent

SEARCH_KIND = "report"


def remember(
    report: Report,
    name: str,
    *,
    by: User | None,
    note: str = "",
    is_public: bool = True,
    due_at: datetime | None = None,
    details: Mapping[str, Any] | None = None,
) -> ReportEvent:
    """Write down what happened, on the end of the report's chain; the caller holds its lock.

    `due_at` where the date moved to another, `details` what the step was given besides a note.
    """
    event = ReportEvent(
        report=report,
        step=name,
        state=report.state,
        by=by,
        note=note,
        is_public=is_public,
        at=now(),
        due_at=due_at,
        details=dict(details or {}),
    )
    history.seal(report, event)
    event.save()
    Report.objects.filter(pk=report.pk).update(head=report.head)
    return event


def tell(event: ReportEvent, kind: str, **more: str) -> None:
    """Post the resident's message about this event; the worker delivers it."""
    report = event.report
    with override(report.language):
        facts = letters.facts_of(event) | more
    key = f"report-event-{event.pk}"
    outbox.post(report.contact, kind, key=key, matter=report.reference, **facts)


def make_findable(report: Report) -> None:
    """Let the search find what everyone may read, and nothing else.

    What nobody else may read any more stands on no page for readers either.
    """
    if not report.shows_words:
        if index.remove(SEARCH_KIND, report.reference):
            forget_pages()
        return
    with override(settings.LANGUAGE_CODE):  # Whatever language the officer works in.
        address = report.get_absolute_url()
    index.put(
        SEARCH_KIND,
        report.reference,
        title=f"{report.reference} · {report.title}",
        body=f"{report.public_address} {report.public_description}",
        url=address,
        topic=report.category.name,
        at=report.created_at,
    )
