"""What a resident sees: the list, the form, the receipt, the report."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.common.workflow import StepRefused
from services.reports import actions, places, telling
from services.reports.claims import code_of, is_mine, remember_claim
from services.reports.doors import reporter_at, spend_one_report
from services.reports.forms import AnswerForm, ReportFilterForm, ReportForm
from services.reports.models import Report
from services.reports.workflow import State
from services.signin.staff.proof import may_use_powers

PER_PAGE = 20


@never_cache
def submit(request):
    sent = request.method == "POST"
    if sent:
        spend_one_report(request)
    words, photos = (request.POST, request.FILES) if sent else (None, None)
    form = ReportForm(words, photos, initial=known_of(request.user))
    if form.is_valid():
        report, _code = actions.submit_report(
            **form.cleaned_data, reporter=reporter_at(request), language=get_language()
        )
        remember_claim(request, report)
        return redirect(report.receipt_url)
    context = {
        "form": form,
        "photos_lost": bool(request.FILES),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_ATTRIBUTION,
    }
    return render(request, "reports/submit.html", context, status=422 if sent else 200)


def known_of(user) -> dict[str, str]:
    """What we already know of a signed-in resident, so that she need not type it again."""
    if not user.is_authenticated:
        return {}
    return {"contact_name": user.name, "contact_email": user.email, "contact_phone": user.phone}


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


@require_safe
@never_cache
def receipt(request, reference: str):
    report = mine_or_404(request, reference)
    context = {"report": report, "code": code_of(report), "steps": telling.next_steps()}
    return render(request, "reports/receipt.html", context)


@require_safe
def detail(request, reference: str):
    report = told_or_404(request, reference)
    asked = report.state == State.WAITING and is_mine(request, report)
    return show(request, report, AnswerForm() if asked else None)


@require_POST
def answer(request, reference: str):
    """The resident answers the officer who asked; the report moves on."""
    report = mine_or_404(request, reference)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, report, form, status=422)
    by = reporter_at(request) if report.reporter == request.user else None
    try:
        actions.take_step(report, "supply", by=by, **form.cleaned_data)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return show(request, report, form, status=409)
    messages.success(request, _("Thank you. The officer has your answer."))
    return redirect(report)


def show(request, report: Report, answer_form: AnswerForm | None, *, status: int = 200):
    """The page of a report, as this person may read it."""
    mine = is_mine(request, report)
    in_full = mine or report.shows_words
    context = {
        "report": report,
        "is_mine": mine,
        "shows_words": in_full,
        "facts": telling.facts(report, in_full=in_full),
        "pins": telling.pin(report, in_full=in_full),
        "photos": telling.photos(report),
        "timeline": telling.timeline(report, is_mine=mine),
        "question": telling.question(report),
        "answer_form": answer_form,
    }
    return render(request, "reports/detail.html", context, status=status)


@require_safe
@cache_control(private=True, max_age=3600)
def photo(request, reference: str, position: str):
    """One picture, to whoever may see it: everyone, its sender, or the officers of its desk."""
    report = get_object_or_404(Report, reference=reference.upper())
    seen = report.shows_words or is_mine(request, report) or is_on_desk(request, report)
    if not seen:
        raise Http404
    picture = get_object_or_404(report.photos, position=position)
    try:
        return FileResponse(picture.image.open(), content_type="image/jpeg")
    except FileNotFoundError as lost:
        raise Http404 from lost


def told_or_404(request, reference: str) -> Report:
    """A report with everything its page tells; a private one exists only for its sender."""
    reports = Report.objects.with_card().with_timeline()
    report = get_object_or_404(reports, reference=reference.upper())
    if report.is_private and not is_mine(request, report):
        raise Http404
    return report


def mine_or_404(request, reference: str) -> Report:
    report = told_or_404(request, reference)
    if not is_mine(request, report):
        raise Http404
    return report


def is_on_desk(request, report: Report) -> bool:
    """Whether an officer of its desk looks, who has shown her second factor."""
    user = request.user
    serves = user.is_authenticated and user.has_perm("reports.view_desk", report.agency)
    return serves and may_use_powers(request)
