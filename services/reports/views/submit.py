"""Sending a report, in one go or step by step, and the receipt."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from services.reports import telling
from services.reports.claims import code_of, slip
from services.reports.doors import opened_now
from services.reports.forms import ReportForm
from services.reports.forms.report import Who
from services.reports.forms.steps import FIRST, LAST
from services.reports.views.access import mine_or_404
from services.reports.views.send import send, wants_json
from services.reports.views.steps import SEND, page, peek, walk


@gzip_page  # A long page for a weak signal; its one secret, the form's token, differs each time.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request):
    """One address for the form: shown, walked through step by step, and sent."""
    if request.method != "POST":
        return page(request, ReportForm(initial=known_of(request)), FIRST)
    if "peek" in request.POST:
        return peek(request)
    if is_sent(request):
        return send(request)
    return walk(request)


def is_sent(request) -> bool:
    """All at once, or by the button of the last step."""
    step = request.POST.get("step", "")
    go = request.POST.get("go", "")
    return not step or go == SEND or (step == LAST and go in ("", "next")) or wants_json(request)


def known_of(request) -> dict[str, str]:
    """What a signed-in resident need not type again, and the kind that a link named (`?loai=`)."""
    user, kind = request.user, request.GET.get("loai", "")
    known = {"opened": opened_now(user), "who": Who.ANONYMOUS, "category": kind}
    if not user.is_authenticated:
        return known
    reach = {"contact_name": user.name, "contact_email": user.email, "contact_phone": user.phone}
    return known | reach | {"who": Who.NAMED}


@require_safe
@never_cache
def receipt(request, reference: str):
    report = mine_or_404(request, reference)
    code = code_of(report)
    context = {
        "report": report,
        "code": code,
        "slip": slip(report, code) if code else None,
        "steps": telling.next_steps(),
    }
    return render(request, "reports/receipt.html", context)
