"""Sending a report, and the receipt."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.reports import actions, telling
from services.reports.claims import code_of, remember_claim
from services.reports.doors import reporter_at, spend_one_report
from services.reports.forms import ReportForm
from services.reports.views.access import mine_or_404


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
@never_cache
def receipt(request, reference: str):
    report = mine_or_404(request, reference)
    context = {"report": report, "code": code_of(report), "steps": telling.next_steps()}
    return render(request, "reports/receipt.html", context)
