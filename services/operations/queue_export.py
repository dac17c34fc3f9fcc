"""The queue as a file: what is listed, without whoever sent it, and nothing that a table runs."""

import re
from datetime import datetime
from itertools import chain

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.common.moments import today
from services.operations.queues import MOST
from services.reports.risk import risk_of

BYTE_ORDER_MARK = "\ufeff".encode()  # By it a spreadsheet knows that letters have marks.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

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


def plain(value: str) -> str:
    """Words that no table takes for a formula: an apostrophe says that they are words."""
    words = UNWRITABLE.sub("", value)
    return f"'{words}" if words.startswith(STARTS_A_FORMULA) else words


def in_csv(value) -> str:
    return f"{localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else plain(value)


def in_xlsx(value):
    """A moment as the table's own, here; words as they are, for their cell says that they are."""
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return UNWRITABLE.sub("", value)


class QueueExport:
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

    def write_csv_row(self, writer, row):
        return writer.writerow({name: in_csv(value or "") for name, value in row.items()})

    def preprocess_field_value(self, field, value, export_format):
        return in_xlsx(value or "")

    def get_heading(self, queryset, field):
        return capfirst(str(self.export_headings[field]))

    def stream_csv(self, rows):
        return chain([BYTE_ORDER_MARK], super().stream_csv(rows))


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
