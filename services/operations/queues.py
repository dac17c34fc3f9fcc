"""What waits on an officer's desk, in the order in which it should be done."""

from django.utils.translation import gettext_lazy as _

from services.reports.models import Report
from services.reports.models.reports import ReportQuerySet
from services.reports.workflow import State

# What an officer may ask the desk to show, and its words.
VIEWS = {
    "open": _("Open"),
    "overdue": _("Overdue"),
    "submitted": _("New"),
    "waiting": _("Waiting for the resident"),
    "closed": _("Closed"),
    "all": _("All"),
}


def reports_for(user, *, view: str = "open", q: str = "") -> ReportQuerySet:
    """The reports this officer may see; open ones soonest due first, the others newest first."""
    reports = Report.objects.visible_to(user).chosen(q=q).with_people()
    match view:
        case "overdue":
            return reports.overdue().soonest_due_first()
        case "submitted":
            return reports.filter(state=State.SUBMITTED).soonest_due_first()
        case "waiting":
            return reports.filter(state=State.WAITING).soonest_due_first()
        case "closed":
            return reports.closed().newest_first()
        case "all":
            return reports.newest_first()
    return reports.open().soonest_due_first()
