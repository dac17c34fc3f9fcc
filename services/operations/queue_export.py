"""The queue as a file: what is listed, without whoever sent it, and nothing that a table runs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.moments import today
from portal.common.spreadsheets import HarmlessSpreadsheet
from services.operations.queues import MOST
from services.reports.risk import risk_of

COLUMNS = {
    "reference": gettext_lazy("Reference"),
    "category": gettext_lazy("Kind"),
    "commune": gettext_lazy("Commune"),
    "public_address": gettext_lazy("where exactly"),
    "words": gettext_lazy("What is wrong"),
    "state": pgettext_lazy("of a report", "State"),
    "risk": gettext_lazy("Risk of being late"),
    "agency": gettext_lazy("Agency"),
    "assignee": gettext_lazy("Officer"),
    "created_at": pgettext_lazy("when", "Sent"),
    "due_at": gettext_lazy("To be done by"),
    "closed_at": gettext_lazy("Closed at"),
}


class QueueExport(HarmlessSpreadsheet):
    """Beside Wagtail's own spreadsheets: bounded, read a few rows at a time, and harmless.

    Whoever asks has just confirmed that it is she: see StepUpMiddleware.
    """

    list_export = list(COLUMNS)
    export_headings = COLUMNS

    def get_filename(self):
        return f"phan-anh-{today():%Y-%m-%d}"

    def get_export_url(self, format):
        """Of the list's own address, also where a page fetched a part of it."""
        params = self.request.GET.copy()
        params["export"] = format
        return f"{self.index_url}?{params.urlencode()}"

    def get_context_data(self, *args, **kwargs):
        if self.is_export:
            return {"object_list": Listed(self.queue, self.object_list)}
        return super().get_context_data(*args, **kwargs)

    def to_row_dict(self, row):
        return row


class Listed:
    """The rows of a file; a last one says so when there would be more."""

    def __init__(self, queue, rows):
        self.queue, self.rows = queue, rows

    def __iter__(self):
        for report in self.rows.first(MOST):
            yield row_of(report, self.queue.edges)
        if len(self.rows) > MOST:
            yield dict.fromkeys(COLUMNS, "") | {"reference": cut_here()}


def cut_here() -> str:
    return _("Only the first %(most)d are in this file: narrow the list to have the others.") % {
        "most": MOST
    }


def row_of(report, edges) -> dict:
    bucket = risk_of(report, edges)
    return {
        "reference": report.reference,
        "category": report.category.name,
        "commune": report.commune.name,
        "public_address": report.public_address,
        "words": report.public_description,
        "state": str(report.state_at_desk),
        "risk": str(bucket.label) if bucket else "",
        "agency": report.agency.name,
        "assignee": report.assignee.name if report.assignee else "",
        "created_at": report.created_at,
        "due_at": report.due_at,
        "closed_at": report.closed_at,
    }
