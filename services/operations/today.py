"""What an officer finds first in /quan-tri/: how much waits at each desk, and what is late."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.ui.components import Component

from services.dossiers.models import Dossier
from services.dossiers.models.dossiers import DESK as DOSSIER_DESK
from services.operations import message_desk
from services.reports.models import Report
from services.reports.models.report_querysets import DESK as REPORT_DESK


class Today(Component):
    """A card for each desk this person works at."""

    order = 5
    template_name = "operations/today.html"

    class Media:
        css = {"all": ["operations/desk.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"desks": desks(user), "failed_messages": message_desk.failed_lately(user)}


def desks(user) -> list[dict]:
    found = []
    if user.has_perm(REPORT_DESK):
        reports = Report.objects.visible_to(user)
        found.append(desk(pgettext("of residents", "Reports"), "desk_reports", reports))
    if user.has_perm(DOSSIER_DESK):
        dossiers = Dossier.objects.visible_to(user)
        found.append(desk(_("Dossiers"), "desk_dossiers", dossiers))
    return found


def desk(label: str, url_name: str, things) -> dict:
    """How much is open and how much of it is late, with the way there."""
    return {
        "label": label,
        "url": reverse(url_name),
        "open": things.open().count(),
        "overdue": things.overdue().count(),
    }
