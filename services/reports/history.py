"""The chain of a report's events: each carries a digest of itself and of the one before.

Whoever changes, adds or takes away a row afterwards breaks it, and `manage.py verify_history`
finds where. The report keeps the last digest, its head: that also tells which history somebody
had before their eyes when they pressed a button.

Words can be taken away, as the law wants it: of what was written only a salted digest is in the
chain, and the salt goes with the words, so that nobody can guess them from it.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Manager, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common.batches import batches
from services.reports.models import Report, ReportEvent
from services.reports.workflow import BY_RESIDENT

BEGINNING = ""
SEAL = ["salt", "words_digest", "digest"]


@dataclass(frozen=True)
class Break:
    """A place at which a history is not what it was when it was written."""

    reference: str
    event: int | None
    why: str | Promise


def seal(report: Report, event: ReportEvent) -> None:
    """Hang a new event on the end of its report's chain; both are to be saved after it."""
    event.salt = secrets.token_hex(16)
    event.words_digest = digest_of_words(event)
    event.digest = digest_of(report.reference, event, after=report.head)
    report.head = event.digest


def digest_of_words(event: ReportEvent) -> str:
    return sha256(event.salt + event.note)


def digest_of(reference: str, event: ReportEvent, *, after: str) -> str:
    """What proves one event, as its report's history was when it was written."""
    facts: dict[str, Any] = {
        "after": after,
        "report": reference,
        "step": event.step,
        "state": event.state,
        "by": None if event.step in BY_RESIDENT else event.by_id,  # Residents may leave.
        "public": event.is_public,
        "at": moment(event.at),
        "due": moment(event.due_at),
        "details": event.details,
        "words": event.words_digest,
    }
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(report: Report, events: Iterable[ReportEvent]) -> list[Break]:
    """Where this report's history was tampered with; `events` in the order of their writing."""
    found, after = [], BEGINNING
    for event in events:
        if why := what_is_wrong(report, event, after):
            found.append(Break(report.reference, event.pk, why))
        after = event.digest
    if report.head != after:
        found.append(
            Break(report.reference, None, _("Its last events are missing, or not its own."))
        )
    return found


def what_is_wrong(report: Report, event: ReportEvent, after: str) -> str | Promise:
    if not event.digest:
        return _("It was never sealed.")
    if event.digest != digest_of(report.reference, event, after=after):
        return _("It was changed, or stands in another place than it was written.")
    if event.salt and event.words_digest != digest_of_words(event):
        return _("Its words were changed.")
    if not event.salt and event.note:
        return _("It has words where they were taken away.")
    return ""


def seal_unsealed(reports: Manager, events: Manager) -> int:
    """Make a chain of every history that is none yet: rows from before, or made in bulk."""
    sealed = 0
    for some in batches(reports.filter(head=BEGINNING, events__isnull=False).distinct().order_by()):
        found = {report.pk: report for report in some}
        rows = list(events.filter(report__in=found).order_by("pk"))
        for event in rows:
            seal(found[event.report_id], event)
        events.bulk_update(rows, SEAL)
        reports.bulk_update(found.values(), ["head"])
        sealed += len(found)
    return sealed


def take_words(events: QuerySet[ReportEvent]) -> None:
    """Take away what was written with these, and with it whatever could tell it."""
    events.update(note="", salt="")
