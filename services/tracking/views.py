"""Track anything by its code; see all that is one's own."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.common.limits import spend
from portal.common.paging import ListPaginator
from services.dossiers.models import Dossier
from services.reports.claims import is_mine, open_claim
from services.reports.models import Report
from services.tracking.find import find
from services.tracking.forms import TrackForm

TRIES_AN_HOUR = 120  # Enough for an office behind one address, too few to guess codes.
A_FEW, PER_PAGE = 5, 20
REPORTS, DOSSIERS = "phan-anh", "ho-so"


@never_cache
def track(request):
    """The code comes in the address; a secret code only ever in the body."""
    asked = request.POST if request.method == "POST" else request.GET
    form = TrackForm(asked if request.method == "POST" or "ma" in asked else None)
    if not form.is_valid():
        return answer(request, form, status=422 if form.is_bound else 200)
    spend(request, "tracking", allowed=TRIES_AN_HOUR, per=timedelta(hours=1))
    code, secret = form.cleaned_data["ma"], form.cleaned_data["bi_mat"]
    if secret and request.method == "POST":
        return open_with(request, code, secret, form)
    found = find(code)
    if found is None:
        form.add_error("ma", _("We know no such code. Compare it with your receipt, or call 1022."))
        return answer(request, form, status=404)
    if isinstance(found, Report) and found.is_private and not is_mine(request, found):
        return answer(request, form, found=found)
    return redirect(found)


def open_with(request, code: str, secret: str, form):
    """Open a report as its sender's. A wrong secret and an unknown code are answered alike."""
    found = open_claim(request, code, secret) or Dossier.objects.track(code).first()
    if found is not None:  # A dossier has no secret code: whatever was typed there.
        return redirect(found)
    form.add_error("bi_mat", _("These two codes do not belong together. Look at your receipt."))
    return answer(request, form, status=403)


def answer(request, form, *, found=None, status=200):
    return render(request, "tracking/track.html", {"form": form, "found": found}, status=status)


@require_safe
@login_required
@never_cache
def mine(request):
    """Everything this resident sent while signed in: a few of each kind, or all of one."""
    only = request.GET.get("xem", "")
    reports = Report.objects.of(request.user).with_card().newest_first()
    dossiers = Dossier.objects.of(request.user).with_facts()
    context = {
        "reports": None if only == DOSSIERS else part(request, reports, whole=only == REPORTS),
        "dossiers": None if only == REPORTS else part(request, dossiers, whole=only == DOSSIERS),
        "whole": only in {REPORTS, DOSSIERS},
        "desk_url": reverse("wagtailadmin_home") if request.user.is_staff else "",
    }
    return render(request, "tracking/mine.html", context)


def part(request, rows, *, whole: bool) -> Page:
    if whole:
        return ListPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return ListPaginator(rows, A_FEW).get_page(1)
