"""What residents report, as a list and on a map."""

from dataclasses import replace

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.common.keyset import newest_first, page_of
from services.reports import places, reach
from services.reports.forms import ReportFilterForm
from services.reports.models import Tally

PER_PAGE = 20
COUNTED_EXACTLY = 1_000  # More are told as the worker last counted them, or as “more than”.
COUNTED_BY_WORDS = 100  # Nobody counted those before, and each has to be read.


@require_safe
def listing(request):
    filters = ReportFilterForm(request.GET)
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
    found, edge = reach.found(filters, after, before)
    page = page_of(found.with_card(), PER_PAGE, after=after, before=before)
    is_all = not (page.newer or page.older)
    context = {
        "page": page if page.older or not edge else replace(page, older=edge),
        "looked_through": 0 if page.older or not edge else reach.AT_ONCE,
        "total": {"count": len(page.rows)} if is_all else total(found, filters),
        "filters": filters,
        "dots": places.dots(filters),
        "map_data": filters.address("reports:map_data"),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_ATTRIBUTION,
    }
    return render(request, "reports/list.html", context)


def total(found: QuerySet, filters: ReportFilterForm) -> dict:
    """How many there are: exactly when few, else as last counted, else only that there are more."""
    if filters.wanted.get("q"):
        return up_to(COUNTED_BY_WORDS, newest_first(found))
    counted = last_counted(filters)
    if counted > COUNTED_EXACTLY:
        return {"count": counted, "is_about": True}
    return up_to(COUNTED_EXACTLY, found.order_by())


def up_to(most: int, found: QuerySet) -> dict:
    """Counted no further than this; a search for words goes on from the newest as the page does."""
    count = found[: most + 1].count()
    return {"count": min(count, most), "is_more": count > most}


def last_counted(filters: ReportFilterForm) -> int:
    rows = Tally.objects.of(**filters.counted)
    if commune := filters.chosen["commune"]:
        rows = rows.filter(commune=commune)
    return rows.aggregate(total=Sum("count"))["total"] or 0
