"""Moving a report along: the steps of the table in workflow.py, by officers and by its sender."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.dates import show_moment
from portal.common.moments import now
from portal.common.uploads import CleanPhoto
from portal.common.workflow import StepRefused
from portal.jobs.queue import enqueue
from services.reports import clock, parts
from services.reports import given as given_to
from services.reports.actions.calling_off import call_off
from services.reports.actions.photos import keep_photos
from services.reports.actions.telling import make_findable, remember, tell
from services.reports.models import Photo, Report, ReportEvent
from services.reports.pairs import refuse_without_pair
from services.reports.pictures import no_file_left_behind
from services.reports.tasks import tell_others
from services.reports.workflow import CLOSED, IN_HAND, OF_THEIR_OWN, STEPS, State, Step

MOVED = ["state", "closed_at", "due_at", "paused_at", "is_listed", "scheduled_on"]


def take_step(
    report: Report,
    name: str,
    *,
    by: User | None,
    note: str = "",
    photos: Sequence[CleanPhoto] = (),
    seen: str = "",
    **given: Any,
) -> Report:
    """Move a report one step along, remember who did it, and tell the resident.

    Photos show how it looks afterwards; `given` holds what else the step needs, by the names in
    given.py. With `seen`, the head of the history somebody decided by, it is refused when others
    have done something since. Raises StepRefused when the table in workflow.py does not allow it.
    """
    if name in OF_THEIR_OWN:
        raise ValueError(f"{name} has an action of its own.")
    with no_file_left_behind() as kept, transaction.atomic():
        report = locked(report)
        refuse_stale(report, seen, by=by)
        step = STEPS[name]
        step.check(report.state, by=by, at=report.agency, note=note)
        details, fields = given_to.apply(name, report, given)
        keep_photos(report, photos, kept, kind=Photo.Kind.AFTER)
        refuse_without_pair(report, name)
        return move(report, name, step, by=by, note=note, details=details, fields=fields)


def refuse_stale(report: Report, seen: str, *, by: User | None) -> None:
    """Say what others have done since this history was looked at, if anything."""
    if not seen or seen == report.head:
        return
    events = list(report.events.order_by("pk").select_related("by"))
    known = next((n for n, event in enumerate(events, 1) if event.digest == seen), 0)
    if others := [event for event in events[known:] if event.by != by]:
        raise StepRefused(what_changed(others[-1]))


def what_changed(event: ReportEvent) -> str:
    facts = {
        "who": event.by.name if event.by else _("Somebody"),
        "what": event.title_at_desk,
        "at": show_moment(event.at),
    }
    return _("%(who)s was here meanwhile: “%(what)s”, %(at)s. Look again, then decide.") % facts


def locked(report: Report) -> Report:
    """The report as it is now, which nobody else moves until we are done; nor its whole."""
    return locked_together(report)[report.pk]


def locked_together(*reports: Report) -> dict[int, Report]:
    """These as they are now, by key, and the wholes of which they are parts.

    A whole is older than its parts, and is locked before them.
    """
    keys = {key for report in reports for key in (report.pk, report.parent_id) if key}
    return {row.pk: row for row in Report.objects.locked(*keys)}


def move(
    report: Report,
    name: str,
    step: Step,
    *,
    by: User | None,
    note: str,
    details: Mapping[str, Any] | None = None,
    fields: Sequence[str] = (),
) -> Report:
    """Write the new state and all that follows from it, inside the caller's transaction."""
    parts.refuse_what_parts_forbid(report, name, step)
    was_due = report.due_at
    target = step.leads_to(report.state)
    clock.follow(report, name, target)
    if report.state == State.PARTNER and target in IN_HAND:
        call_off(report)
    report.state = target
    report.closed_at = now() if target in CLOSED else None
    report.scheduled_on = report.scheduled_on if target == State.SCHEDULED else None
    report.is_listed = report.shows_words
    report.save(update_fields={*MOVED, *fields})
    moved = report.due_at if report.due_at != was_due else None
    event = remember(
        report, name, by=by, note=note, is_public=step.is_public, due_at=moved, details=details
    )
    if step.tells_resident:
        tell(event, f"reports/{name}")
    if step.is_public:
        enqueue(tell_others, event.pk)
    make_findable(report)
    if step.target:
        take_parts_along(report, name, step)
        move_whole(report)
    if report.is_private:
        hide_parts(report)
    return report


def hide_parts(report: Report) -> None:
    """What is not public any more has no public parts: they tell the same place."""
    for part in report.parts.public().order_by("pk"):
        part = locked(part)
        part.is_private, part.is_listed = True, False
        part.save(update_fields=["is_private", "is_listed"])
        make_findable(part)


def take_parts_along(report: Report, name: str, step: Step) -> None:
    """With what its sender withdraws, its parts are withdrawn; nothing else closes open parts."""
    if name == parts.WITHDRAW:
        for part in report.parts.open().order_by("pk"):
            move(locked(part), name, step, by=None, note="")


def move_whole(report: Report) -> None:
    """What follows for the whole when this, a part of it, has moved; the whole is locked."""
    if not report.parent_id:
        return
    whole = Report.objects.with_people().get(pk=report.parent_id)
    if rule := parts.what_follows(report, whole):
        move(whole, rule, STEPS[rule], by=None, note="")
