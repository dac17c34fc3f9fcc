"""Two reports of the same thing become one, and two again when that was a mistake."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.dates import show_day
from portal.common.moments import now
from portal.common.workflow import StepRefused
from portal.jobs.queue import enqueue
from services.reports.actions.belongings import give_back, rests_on, take_over
from services.reports.actions.step import MOVED, locked_together, move, refuse_stale
from services.reports.actions.telling import make_findable, remember, tell
from services.reports.models import Merging, Report
from services.reports.tasks import tell_others
from services.reports.workflow import HANDLE, STEPS, State

MERGE, UNMERGE = "merge", "unmerge"


@transaction.atomic
def merge(report: Report, into: Report, *, by: User, note: str, seen: str = "") -> Report:
    """Let a report go on as another one: whoever follows it, its photos and ratings move there.

    Its sender follows the other one from then on. Raises StepRefused when the two do not go
    together, or somebody did something meanwhile.
    """
    rows = locked_together(report, into)
    report, into = rows[report.pk], rows[into.pk]
    refuse_stale(report, seen, by=by)
    step = STEPS[MERGE]
    step.check(report.state, by=by, at=report.agency, note=note)
    refuse_pair(report, into, by=by)
    moved = take_over(report, into) | {"report": as_it_is(report)}
    Merging.objects.create(report=report, into=into, by=by, moved=moved)
    absorbed = {"absorbed": report.reference}
    remember(into, "absorbed", by=by, is_public=False, details=absorbed)
    return move(report, MERGE, step, by=by, note=note, details={"into": into.reference})


def refuse_pair(report: Report, into: Report, *, by: User) -> None:
    """Say why these two are not merged, if they are not."""
    if into.pk == report.pk or not into.is_open:
        raise StepRefused(_("Choose another report, one that is open."))
    if not by.has_perm(HANDLE, into.agency):
        raise StepRefused(_("Another agency handles that report: ask the coordinator to merge."))
    if report.is_private or into.is_private:
        raise StepRefused(
            _("What is not public is not merged: each sender has an answer of her own.")
        )
    if report.parts.exists():
        raise StepRefused(_("This report has parts: it is not merged into another one."))


def as_it_is(report: Report) -> dict[str, Any]:
    """What merging changes of the report itself, as JSON keeps it to the last microsecond."""
    values = {name: getattr(report, name) for name in MOVED}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }


@transaction.atomic
def unmerge(report: Report, *, by: User, note: str, seen: str = "") -> Report:
    """Make two of one again: every row that moved is what it was, and the clock as it stood.

    What came to the other report meanwhile stays there. Raises StepRefused when it is too late.
    """
    merging = standing_merging(report)
    if merging is None:
        raise StepRefused(_("This cannot be undone: nothing was noted when it was merged."))
    rows = locked_together(report, merging.into)
    report, into = rows[report.pk], rows[merging.into_id]
    refuse_stale(report, seen, by=by)
    step = STEPS[UNMERGE]
    step.check(report.state, by=by, at=report.agency, note=note)
    refuse_undoing(standing_merging(report), report, into, by=by)
    give_back(merging)
    Merging.objects.filter(pk=merging.pk).update(undone_at=now())
    remember(into, "parted", by=by, is_public=False, details={"absorbed": report.reference})
    return go_on_alone(report, merging, by=by, note=note)


def standing_merging(report: Report) -> Merging | None:
    return report.mergings.standing().select_related("report", "into__agency").first()


def refuse_undoing(merging: Merging | None, report: Report, into: Report, *, by: User) -> None:
    """Say why this merging cannot be undone now, if it cannot."""
    if merging is None or merging.into_id != into.pk:
        raise StepRefused(_("Somebody was quicker: look at the report again."))
    if not by.has_perm(HANDLE, into.agency):
        raise StepRefused(_("Another agency handles the other report now: ask the coordinator."))
    if report.is_erased or into.is_erased:
        raise StepRefused(_("One of the two was erased as its sender wished: they stay one."))
    if merging.is_lasting:
        day = {"day": show_day(merging.undone_until)}
        raise StepRefused(_("This could be undone until %(day)s: send a new report instead.") % day)
    if into.state == State.MERGED:
        facts = {"reference": into.reference}
        raise StepRefused(_("%(reference)s was merged further since: part that one first.") % facts)
    refuse_what_rests_on_it(merging)


def refuse_what_rests_on_it(merging: Merging) -> None:
    """What was merged later and shares a follower is parted first, or the count would be wrong."""
    later = Merging.objects.standing().filter(into=merging.into_id, pk__gt=merging.pk)
    for other in later.select_related("report").order_by("-pk"):
        if rests_on(other, merging):
            facts = {"reference": other.report.reference}
            raise StepRefused(
                _("%(reference)s was merged later and has the same followers: part it first.")
                % facts
            )


def go_on_alone(report: Report, merging: Merging, *, by: User, note: str) -> Report:
    """Restore the report itself, and say so to whoever waits for it."""
    was_due = report.due_at
    for name, value in merging.moved["report"].items():
        field: Any = Report._meta.get_field(name)
        setattr(report, name, field.to_python(value))
    report.save(update_fields=MOVED)
    moved = report.due_at if report.due_at != was_due else None
    apart = {"out_of": merging.into.reference}
    event = remember(report, UNMERGE, by=by, note=note, due_at=moved, details=apart)
    tell(event, f"reports/{UNMERGE}")
    enqueue(tell_others, event.pk)
    make_findable(report)
    return report
