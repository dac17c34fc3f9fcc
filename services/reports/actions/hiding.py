"""Taking a report from everyone's eyes with a reason that is sent, and giving it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.reports.actions.step import locked
from services.reports.actions.telling import make_findable, remember, tell
from services.reports.models import Report
from services.reports.reasons import HidingReason
from services.reports.workflow import HANDLE

CHANGED = ["is_private", "is_listed", "hidden_because"]


@transaction.atomic
def hide(report: Report, *, by: User, reason: HidingReason, note: str) -> Report:
    """Show it to nobody but its sender and the officers; work on it goes on as before.

    Raises StepRefused for what is not public already.
    """
    report = locked(report)
    refuse_others(report, by=by, note=note)
    if report.is_private:
        raise StepRefused(_("This report is not public already: nobody else sees it."))
    report.is_private, report.hidden_because = True, reason
    change(report)
    details = {"hidden": reason.value}
    event = remember(report, "hide", by=by, note=note, is_public=False, details=details)
    tell(event, "reports/hidden")
    return report


@transaction.atomic
def unhide(report: Report, *, by: User, note: str) -> Report:
    """Show to everyone again what was hidden, unless its kind is private for everyone."""
    report = locked(report)
    refuse_others(report, by=by, note=note)
    if not report.hidden_because:
        raise StepRefused(_("No officer has hidden this report, so it cannot be shown again."))
    if report.category.is_private:
        raise StepRefused(_("Reports of this kind are always private: this one stays hidden."))
    report.is_private, report.hidden_because = False, ""
    change(report)
    event = remember(report, "unhide", by=by, note=note, is_public=False)
    tell(event, "reports/shown_again")
    return report


def change(report: Report) -> None:
    report.is_listed = report.shows_words
    report.save(update_fields=CHANGED)
    make_findable(report)


def refuse_others(report: Report, *, by: User, note: str) -> None:
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    if not note.strip():
        raise StepRefused(_("Write a note first: the resident will read it."))
