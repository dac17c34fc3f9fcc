"""The only place that writes reports."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import override

from portal.accounts.models import Agency, User
from portal.common import references
from portal.common.moments import now, today
from portal.common.uploads import CleanPhoto
from portal.places.models import Commune
from portal.search import index
from portal.workdays.calendar import add_working_days, end_of_day
from services.notifications import outbox
from services.reports import letters
from services.reports.models import Category, Photo, Report, ReportEvent
from services.reports.models.photos import photo_path
from services.reports.pictures import no_file_left_behind
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
    contact_email: str | None = None,
    contact_phone: str = "",
    language: str = "vi",
    submission_key: uuid.UUID | None = None,
) -> tuple[Report, str]:
    """Store a report with its photos, first event and message: all of it, or none.

    Gives the report and its claim code, of which only a digest is kept. A second press or a bad
    signal sends the same words under the same submission key: that is one report with one code.
    Without a `contact_email` we write to the reporter's own; an empty one wants no letters.
    """
    if contact_email is None:
        contact_email = (reporter.email if reporter else None) or ""
    report = Report(
        submission_key=key_of(submission_key, category.code, commune.code, address, description),
        category=category,
        description=description,
        commune=commune,
        address=address,
        lat=lat,
        lon=lon,
        reporter=reporter,
        contact_name=contact_name,
        contact_email=contact_email,
        contact_phone=contact_phone,
        language=language,
        agency=Agency.objects.serving(commune, among=category.agencies.all()),
        is_private=category.is_private,
        created_at=now(),
        due_at=end_of_day(add_working_days(today(), category.target_days)),
    )
    code = claim_code(report)
    return sent_before(report) or store(report, code, photos), code


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


def store(report: Report, code: str, photos: Sequence[CleanPhoto]) -> Report:
    """Write a new report and all that belongs to it; of two sent at once, the first stays."""
    report.reference = references.unused_reference(REFERENCE_PREFIX, is_taken)
    report.claim_digest = references.claim_digest(code, report.reference)
    try:
        with no_file_left_behind() as kept, transaction.atomic():
            report.save()
            keep_photos(report, photos, kept)
            tell(remember(report, "submit", by=report.reporter), "reports/received")
    except IntegrityError:
        if earlier := sent_before(report):
            return earlier
        raise
    return report


def is_taken(reference: str) -> bool:
    return Report.objects.filter(reference=reference).exists()


def keep_photos(report: Report, photos: Sequence[CleanPhoto], kept: list[Photo]) -> None:
    """Store cleaned photos; each is added to `kept` before its file may exist."""
    for position, photo in enumerate(photos):
        row = Photo(report=report, width=photo.width, height=photo.height, position=position)
        row.image.name = photo_path(row, photo.content.name or "")
        kept.append(row)
        row.image.storage.save(row.image.name, photo.content)
        row.save()


@transaction.atomic
def take_step(report: Report, name: str, *, by: User | None, note: str = "") -> Report:
    """Move a report one step along, remember who did it, and tell the resident.

    Raises StepRefused when the table in workflow.py does not allow it.
    """
    locked = Report.objects.select_for_update(of=("self",)).with_people()
    report = locked.get(pk=report.pk)
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


def remember(
    report: Report, name: str, *, by: User | None, note: str = "", is_public: bool = True
) -> ReportEvent:
    return report.events.create(
        step=name, state=report.state, by=by, note=note, is_public=is_public, at=now()
    )


def tell(event: ReportEvent, kind: str) -> None:
    """Post the resident's message about this event; the worker delivers it."""
    report = event.report
    with override(report.language):
        facts = letters.facts_of(event)
    key = f"report-event-{event.pk}"
    outbox.post(report.contact, kind, key=key, matter=report.reference, **facts)


def make_findable(report: Report) -> None:
    """Let the search find what everyone may read, and nothing else."""
    if not report.shows_words:
        index.remove(SEARCH_KIND, report.reference)
        return
    with override(settings.LANGUAGE_CODE):  # Whatever language the officer works in.
        address = report.get_absolute_url()
    index.put(
        SEARCH_KIND,
        report.reference,
        title=f"{report.reference} · {report.title}",
        body=f"{report.address} {report.description}",
        url=address,
        at=report.created_at,
    )
