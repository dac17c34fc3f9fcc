"""The list as a table for spreadsheets."""

import csv
from collections.abc import Iterator
from datetime import timedelta

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.common.keyset import newest_first
from portal.common.limits import spend
from portal.common.moments import now
from services.reports import reach
from services.reports.forms import ReportFilterForm
from services.reports.models import Report

MOST_ROWS = 50_000
AT_A_TIME = 2_000
BYTE_ORDER_MARK = "\ufeff"  # By which Excel knows that the letters are UTF-8.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_safe
def table(request):
    """The choice as CSV, row by row as the database gives them."""
    spend(request, "reports-table", allowed=20, per=timedelta(hours=1))
    found, _edge = reach.found(ReportFilterForm(request.GET))
    day = timezone.localdate(now())
    return StreamingHttpResponse(
        lines(found, request.build_absolute_uri("/")[:-1]),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="phan-anh-{day:%Y%m%d}.csv"',
            "X-Most-Rows": str(MOST_ROWS),
        },
    )


def lines(found, site: str) -> Iterator[str]:
    """The heads, the rows, and where there are more of them, a last line that says so."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(heads())
    named = found.select_related("category__group", "commune")
    rows = newest_first(named)[: MOST_ROWS + 1]
    for number, report in enumerate(rows.iterator(AT_A_TIME)):
        if number == MOST_ROWS:
            yield writer.writerow([cut_short()])
            return
        yield writer.writerow([safe(value) for value in row(report, site)])


class Echo:
    """A file that keeps nothing: what is written to it comes back."""

    def write(self, line: str) -> str:
        return line


def heads() -> list[str]:
    return [
        _("Reference"),
        _("Kind"),
        pgettext("kinds of report", "Group"),
        _("Ward or commune"),
        _("Where exactly"),
        _("Latitude"),
        _("Longitude"),
        _("State"),
        pgettext("when", "Sent"),
        pgettext("when", "Due"),
        pgettext("when", "Closed"),
        pgettext("progress", "On time"),
        _("Page"),
    ]


def row(report: Report, site: str) -> list:
    """What everyone may know of a report, and nothing else."""
    return [
        report.reference,
        report.category.name,
        report.category.group.name,
        report.commune.name,
        report.public_address,
        report.lat,
        report.lon,
        report.get_state_display(),
        written(report.created_at),
        written(report.due_at),
        written(report.closed_at),
        punctual(report),
        site + report.get_absolute_url(),
    ]


def written(moment) -> str:
    """A moment of here as spreadsheets read it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def punctual(report: Report) -> str:
    """Whether it was closed in time; nothing while that is open."""
    if report.closed_at is None:
        return _("No") if report.is_overdue else ""
    return _("Yes") if report.closed_at <= report.due_at else _("No")


def cut_short() -> str:
    return _("Only the newest %(count)d rows stand here; choose less to see the rest.") % {
        "count": MOST_ROWS
    }


def safe(value):
    """Text that no spreadsheet takes for a formula."""
    is_risky = isinstance(value, str) and value.startswith(RISKY)
    return f"'{value}" if is_risky else value
