"""The only place that writes reports."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from portal.accounts.models import Agency, User
from portal.common import references
from portal.common.moments import now, today
from portal.common.uploads import CleanPhoto
from portal.common.vietnamese import fold
from portal.places.models import Commune
from portal.search import index
from portal.workdays.calendar import add_working_days, end_of_day
from services.notifications import outbox
from services.reports.models import Category, Photo, Report, ReportEvent
from services.reports.workflow import CLOSED, STEPS

REFERENCE_PREFIX = "PA"
SEARCH_KIND = "report"


def submit_report(
    *,
    category: Category,
    description: str,
    commune: Commune,
    address: str = "",
    lat: float | None = None,
    lon: float | None = None,
    photos: Sequence[CleanPhoto] = (),
    reporter: User | None = None,
    contact_name: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    language: str = "vi",
    submission_key: uuid.UUID | None = None,
) -> tuple[Report, str]:
    """Store a report with its photos, first event and message: all of it, or none.

    Gives the report and its claim code, of which only a digest is kept. A second press or a bad
    signal sends the same submission key again: that gives the same report and the same code.
    """
    code = references.claim_code_for(submission_key) if submission_key else references.new_claim_code()
    if earlier := sent_before(submission_key):
        return earlier, code
    reference = references.new_reference(REFERENCE_PREFIX)
    try:
        with transaction.atomic():
            report = Report.objects.create(
                reference=reference,
                claim_digest=references.claim_digest(code, reference),
                submission_key=submission_key,
                category=category,
                description=description,
                folded=fold(f"{reference} {category.name} {address} {description}"),
                commune=commune,
                address=address,
                lat=lat,
                lon=lon,
                reporter=reporter,
                contact_name=contact_name,
                contact_email=contact_email or (reporter.email if reporter else "") or "",
                contact_phone=contact_phone,
                language=language,
                agency=Agency.objects.serving(commune),
                is_private=category.is_private,
                created_at=now(),
                due_at=end_of_day(add_working_days(today(), category.target_days)),
            )
            tell(remember(report, "submit", by=reporter), "reports/received")
            keep_photos(report, photos)
    except IntegrityError:
        if earlier := sent_before(submission_key):
            return earlier, code
        raise
    return report, code


@transaction.atomic
def take_step(report: Report, name: str, *, by: User | None, note: str = "") -> Report:
    """Move a report one step along, remember who did it, and tell the resident.

    Raises StepRefused when the table in workflow.py does not allow it.
    """
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    step = STEPS[name]
    step.check(report.state, by=by, at=report.agency, note=note)

    report.state = step.target
    report.closed_at = now() if step.target in CLOSED else None
    report.save(update_fields=["state", "closed_at"])
    event = remember(report, name, by=by, note=note, is_public=step.is_public)
    if step.tells_resident:
        tell(event, f"reports/{name}")
    make_findable(report)
    return report


def sent_before(submission_key: uuid.UUID | None) -> Report | None:
    """The report that this very form made already."""
    return Report.objects.filter(submission_key=submission_key).first() if submission_key else None


def remember(
    report: Report, name: str, *, by: User | None, note: str = "", is_public: bool = True
) -> ReportEvent:
    return report.events.create(
        step=name, state=report.state, by=by, note=note, is_public=is_public, at=now()
    )


def tell(event: ReportEvent, kind: str) -> None:
    """Post the resident's message about this event; the worker delivers it."""
    outbox.post(
        event.report.contact,
        kind,
        key=f"report-event-{event.pk}",
        reference=event.report.reference,
        note=event.note,
    )


def keep_photos(report: Report, photos: Sequence[CleanPhoto]) -> None:
    """Store cleaned photos; when one cannot be stored, none of their files stays behind."""
    kept: list[Photo] = []
    try:
        for position, photo in enumerate(photos):
            row = Photo(
                report=report, width=photo.width, height=photo.height, position=position
            )
            row.image.save(photo.content.name, photo.content, save=False)
            kept.append(row)
            row.save()
    except BaseException:
        for row in kept:
            row.image.delete(save=False)
        raise


def make_findable(report: Report) -> None:
    """Let the search find what everyone may read, and nothing else."""
    if report.shows_words:
        index.put(
            SEARCH_KIND,
            report.reference,
            title=f"{report.reference} · {report.title}",
            body=f"{report.address} {report.description}",
            url=report.get_absolute_url(),
            at=report.created_at,
        )
    else:
        index.remove(SEARCH_KIND, report.reference)
