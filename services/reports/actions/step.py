"""Moving a report along: the steps of the table in workflow.py, by officers and by its sender."""

from collections.abc import Sequence

from django.db import transaction

from portal.accounts.models import User
from portal.common.moments import now
from portal.common.uploads import CleanPhoto
from portal.jobs.queue import enqueue
from services.reports import clock
from services.reports.actions.photos import keep_photos
from services.reports.actions.telling import make_findable, remember, tell
from services.reports.models import Photo, Report
from services.reports.pictures import no_file_left_behind
from services.reports.tasks import tell_others
from services.reports.workflow import CLOSED, STEPS, Step

MOVED = ["state", "closed_at", "due_at", "paused_at", "is_listed"]


def take_step(
    report: Report,
    name: str,
    *,
    by: User | None,
    note: str = "",
    photos: Sequence[CleanPhoto] = (),
) -> Report:
    """Move a report one step along, remember who did it, and tell the resident.

    Photos show how it looks afterwards. Raises StepRefused when the table in workflow.py does
    not allow it.
    """
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        step = STEPS[name]
        step.check(report.state, by=by, at=report.agency, note=note)
        keep_photos(report, photos, kept, kind=Photo.Kind.AFTER)
        return move(report, name, step, by=by, note=note)


def locked(report: Report) -> Report:
    """The report as it is now, which nobody else moves until we are done."""
    return Report.objects.select_for_update(of=("self",)).with_people().get(pk=report.pk)


def move(report: Report, name: str, step: Step, *, by: User | None, note: str) -> Report:
    """Write the new state and all that follows from it, inside the caller's transaction."""
    was_due = report.due_at
    clock.enter(report, step.target)
    report.state = step.target
    report.closed_at = now() if step.target in CLOSED else None
    report.is_listed = report.shows_words
    report.save(update_fields=MOVED)
    moved = report.due_at if report.due_at != was_due else None
    event = remember(report, name, by=by, note=note, is_public=step.is_public, due_at=moved)
    if step.tells_resident:
        tell(event, f"reports/{name}")
    if step.is_public:
        enqueue(tell_others, event.pk)
    make_findable(report)
    return report
