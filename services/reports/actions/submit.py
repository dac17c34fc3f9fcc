"""A report comes in: stored whole, once, with its date."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.common import references
from portal.common.moments import now
from portal.common.uploads import CleanPhoto
from portal.jobs.queue import enqueue
from portal.places.models import Commune
from services.reports import clock
from services.reports.actions.photos import keep_photos
from services.reports.actions.telling import remember, tell
from services.reports.models import Category, Report
from services.reports.pictures import no_file_left_behind
from services.reports.routing import Decision, decide
from services.reports.sources import Source
from services.reports.tasks import weigh_report
from services.reports.why_here import ROUTING

REFERENCE_PREFIX = "PA"
ENTERED = "entered"  # By an officer, of whom its sender's own event says nothing.


class Facts(TypedDict, total=False):
    """What is written down of a report just as it was told."""

    lat: float | None
    lon: float | None
    accuracy_m: int | None
    contact_name: str
    contact_phone: str
    language: str
    source: str
    entered_by: User | None  # The officer who writes down what somebody tells her.


def submit_report(
    *,
    category: Category,
    description: str,
    commune: Commune,
    address: str = "",
    answers: Sequence[Mapping[str, Any]] = (),
    photos: Sequence[CleanPhoto] = (),
    reporter: User | None = None,
    contact_email: str | None = None,
    submission_key: uuid.UUID | None = None,
    **facts: Unpack[Facts],
) -> tuple[Report, str]:
    """Store a report with its photos, first event and message: all of it, or none.

    Gives the report and its claim code, of which only a digest is kept. A second press or a bad
    signal sends the same words under the same submission key: that is one report with one code.
    Without a `contact_email` we write to the reporter's own; an empty one wants no letters.
    """
    decision = decide(category, commune, now(), answers)
    report = Report(
        submission_key=key_of(submission_key, category.code, commune.code, address, description),
        description=description,
        commune=commune,
        address=address,
        answers=list(answers),
        reporter=reporter,
        contact_email=address_of(reporter) if contact_email is None else contact_email,
        agency=decision.agency,
        team=decision.team,
        **as_its_kind(category),
        **facts,
    )
    code = claim_code(report)
    return sent_before(report) or store(report, code, photos, decision), code


def as_its_kind(category: Category) -> dict[str, Any]:
    """What follows from its kind, and from when it came."""
    return {
        "category": category,
        "is_private": category.is_private,
        "created_at": now(),
        "due_at": clock.due(category.target_days),
    }


def address_of(reporter: User | None) -> str:
    return (reporter.email if reporter else None) or ""


def key_of(form_key: uuid.UUID | None, *said: str) -> uuid.UUID | None:
    """One key for one form with the same words; what is corrected and sent anew is another."""
    return uuid.uuid5(form_key, "\n".join(said)) if form_key else None


def claim_code(report: Report) -> str:
    """The secret for whoever sends this report."""
    key = report.submission_key
    return references.claim_code_for(key) if key else references.new_claim_code()


def sent_before(report: Report) -> Report | None:
    """The report that this very form made already."""
    key = report.submission_key
    return Report.objects.filter(submission_key=key).first() if key else None


def store(report: Report, code: str, photos: Sequence[CleanPhoto], decision: Decision) -> Report:
    """Keep a new report; of two that are sent at once, the first stays."""
    report.reference = references.unused_reference(REFERENCE_PREFIX, is_taken)
    report.claim_digest = references.claim_digest(code, report.reference)
    try:
        with no_file_left_behind() as kept, transaction.atomic():
            report.save()
            keep_photos(report, photos, kept)
            begin(report, decision)
    except IntegrityError:
        if earlier := sent_before(report):
            return earlier
        raise
    return report


def begin(report: Report, decision: Decision) -> None:
    """Its first event, and what follows from it."""
    details = how_it_came(report) | {ROUTING: decision.facts}
    event = remember(report, "submit", by=report.reporter, details=details)
    if report.entered_by:
        remember(report, ENTERED, by=report.entered_by, is_public=False)
    tell(event, "reports/received")
    enqueue(weigh_report, report.pk)


def how_it_came(report: Report) -> dict[str, Any]:
    """What was promised, and by which door it came where that is not the portal's own form."""
    promised = {"days": report.category.target_days}
    return promised if report.source == Source.WEB else promised | {"source": report.source}


def is_taken(reference: str) -> bool:
    return Report.objects.filter(reference=reference).exists()
