"""What waits on an officer's desk, in the order in which it should be done."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from services.reports.models import Report
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


def reports_for(user, *, view: str = "open", q: str = "") -> QuerySet[Report]:
    """The reports this officer may see; open ones soonest due first, closed ones newest first."""
    reports = Report.objects.visible_to(user).chosen(q=q).select_related("category", "commune", "agency")
    narrowed = {
        "overdue": reports.overdue,
        "submitted": lambda: reports.filter(state=State.SUBMITTED),
        "waiting": lambda: reports.filter(state=State.WAITING),
        "closed": reports.closed,
        "all": reports.all,
    }.get(view, reports.open)()
    return narrowed.newest_first() if view in {"closed", "all"} else narrowed.soonest_due_first()
