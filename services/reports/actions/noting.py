"""What officers write for each other beside a report."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.workflow import StepRefused
from services.reports.actions.step import locked
from services.reports.actions.telling import remember
from services.reports.models import Report
from services.reports.workflow import HANDLE


@transaction.atomic
def add_note(report: Report, *, by: User, note: str) -> Report:
    """Keep a note among the officers; nobody else reads it, and nothing moves."""
    report = locked(report)
    if not by.has_perm(HANDLE, report.agency):
        raise StepRefused(_("You may not take this step."))
    remember(report, "note", by=by, note=note, is_public=False)
    return report
