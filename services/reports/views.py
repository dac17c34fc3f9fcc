"""What a resident sees: the list, the form, the receipt, the report."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports import actions, places, telling
from services.reports.claims import code_of, is_mine, remember_claim
from services.reports.forms import AnswerForm, ReportFilterForm, ReportForm
from services.reports.models import Report
from services.reports.workflow import State

PER_PAGE = 20
REPORTS_AN_HOUR = 30  # From one address; a café full of neighbours stays well below.


@never_cache
def submit(request):
    form = ReportForm(request.POST or None, request.FILES or None, initial=who(request.user))
    if form.is_bound:
        spend(request, "reports.submit", allowed=REPORTS_AN_HOUR, per=timedelta(hours=1))
    if form.is_valid():
        report, code = actions.submit_report(
            **form.cleaned_data,
            reporter=request.user if request.user.is_authenticated else None,
            language=get_language(),
        )
        remember_claim(request, report, code)
        return redirect(report.receipt_url)
    context = {
        "form": form,
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_ATTRIBUTION,
    }
    return render(
        request, "reports/submit.html", context, status=422 if form.is_bound else 200
    )


def who(user) -> dict[str, str]:
    """What we already know of a signed-in resident, so that she need not type it again."""
    if not user.is_authenticated:
        return {}
    return {"contact_name": user.name, "contact_email": user.email, "contact_phone": user.phone}


@require_safe
def listing(request):
    filters = ReportFilterForm(request.GET)
    reports = Report.objects.listed().chosen(**filters.chosen).with_card().newest_first()
    page = Paginator(reports, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/list.html",
        {
            "page_obj": page,
            "filters": filters,
            "dots": places.dots(),
        },
    )


@require_safe
@never_cache
def receipt(request, reference: str):
    report = mine_or_404(request, reference)
    context = {
        "report": report,
        "code": code_of(request, report),
        "steps": telling.next_steps(),
    }
    return render(request, "reports/receipt.html", context)


@require_safe
def detail(request, reference: str):
    report = get_object_or_404(
        Report.objects.with_card().with_timeline(), reference=reference.upper()
    )
    mine = is_mine(request, report)
    if report.is_private and not mine:
        raise Http404
    in_full = mine or report.shows_words
    context = {
        "report": report,
        "shows_words": in_full,
        "facts": telling.facts(report, in_full=in_full),
        "photos": telling.photos(report),
        "timeline": telling.timeline(report, is_mine=mine),
        "answer_form": AnswerForm() if mine and report.state == State.WAITING else None,
    }
    return render(request, "reports/detail.html", context)


@require_POST
def answer(request, reference: str):
    """The resident answers the officer who asked; the report moves on."""
    report = mine_or_404(request, reference)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.take_step(report, "supply", by=report.reporter, **form.cleaned_data)
            messages.success(request, _("Thank you. The officer has your answer."))
        except StepRefused as refusal:
            messages.error(request, refusal)
    else:
        messages.error(request, _("Write your answer first."))
    return redirect(report)


@require_safe
@cache_control(private=True, max_age=3600)
def photo(request, reference: str, position: str):
    """One picture, to whoever may see it: everyone, its sender, or the officers of its desk."""
    report = get_object_or_404(Report, reference=reference.upper())
    seen = report.shows_words or is_mine(request, report) or is_on_desk(request.user, report)
    if not seen:
        raise Http404
    picture = get_object_or_404(report.photos, position=position)
    return FileResponse(picture.image.open(), content_type="image/jpeg")


def mine_or_404(request, reference: str) -> Report:
    report = get_object_or_404(Report.objects.with_card(), reference=reference.upper())
    if not is_mine(request, report):
        raise Http404
    return report


def is_on_desk(user, report: Report) -> bool:
    return user.is_authenticated and user.has_perm("reports.view_desk", report.agency)
