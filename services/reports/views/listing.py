"""What residents report, as a list and on a map."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.reports import places
from services.reports.forms import ReportFilterForm
from services.reports.models import Report

PER_PAGE = 20


@require_safe
def listing(request):
    filters = ReportFilterForm(request.GET)
    reports = Report.objects.listed().chosen(**filters.chosen).with_card().newest_first()
    context = {
        "page_obj": Paginator(reports, PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "dots": places.dots(),
    }
    return render(request, "reports/list.html", context)
