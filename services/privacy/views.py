"""“My data”: what we hold, who looked, and what one may ask of us."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.common.limits import spend
from portal.common.paging import ListPaginator
from portal.common.workflow import StepRefused
from services.privacy import telling
from services.privacy.actions import consents, exports, requests
from services.privacy.bundle import ZIP_NAME, size_of, zipped
from services.privacy.forms import AskForm, ConsentForm
from services.privacy.models import DataExport, DataRequest, Look

A_FEW, PER_PAGE = 5, 30
AT_ONCE = 500  # A copy of more rows is made by the worker, while nobody waits.
COPIES_AN_HOUR = 10
ON_THE_PAGE = "account page"  # How a consent was given, for the proof.


@require_safe
@login_required
@never_cache
def mine(request):
    """Everything about one's data on one page."""
    person = request.user
    context = {
        "holdings": telling.holdings(person),
        "consents": telling.consents(person),
        "requests": DataRequest.objects.of(person)[:A_FEW],
        "exports": DataExport.objects.of(person)[:A_FEW],
        "looks": Look.objects.at(person).select_related("agency")[:A_FEW],
    }
    return render(request, "privacy/mine.html", context)


@require_safe
@login_required
@never_cache
def looks(request):
    """Who saw one's details, newest first."""
    seen = Look.objects.at(request.user).select_related("agency")
    page = ListPaginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/looks.html", {"page_obj": page})


@require_POST
@login_required
@reauthentication_required
@never_cache
def copy(request):
    """A copy of one's data: at once when it is small, else made by the worker."""
    spend(request, "privacy.copy", allowed=COPIES_AN_HOUR, per=timedelta(hours=1))
    if size_of(request.user) <= AT_ONCE:
        return as_file(zipped(request.user))
    exports.order_export(request.user)
    messages.success(request, _("We are making your copy. A message tells you when it is ready."))
    return redirect("privacy:mine")


@require_safe
@login_required
@reauthentication_required
@never_cache
def export(request, pk: int):
    """A copy that was made earlier."""
    made = get_object_or_404(DataExport.objects.of(request.user).ready(), pk=pk)
    try:
        return FileResponse(made.file.open(), as_attachment=True, filename=ZIP_NAME)
    except FileNotFoundError as lost:
        raise Http404 from lost


def as_file(content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{ZIP_NAME}"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@require_POST
@login_required
def consent(request):
    """Agree to one purpose, or take it back: one button either way."""
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404
    purpose = form.cleaned_data["purpose"]
    if form.cleaned_data["agrees"]:
        consents.give_consent(request.user, purpose, how=ON_THE_PAGE)
        messages.success(request, _("Thank you. You can take it back at any time."))
    else:
        consents.withdraw_consent(request.user, purpose)
        messages.success(request, _("Taken back. From now on we do it no more."))
    return redirect("privacy:mine")


@login_required
@reauthentication_required(allow_get=True)
@never_cache
def ask(request):
    """Ask for a correction, a restriction, or that everything be erased."""
    form = AskForm(request.POST or None, initial={"kind": request.GET.get("loai", "")})
    if form.is_valid():
        try:
            asked = requests.ask(request.user, **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("We have your request %(reference)s.") % {"reference": asked.reference}
            messages.success(request, said)
            return redirect(asked)
    status = 422 if form.is_bound else 200
    return render(request, "privacy/ask.html", {"form": form}, status=status)


@require_safe
@login_required
@never_cache
def show_request(request, reference: str):
    asked = mine_or_404(request.user, reference)
    context = {
        "asked": asked,
        "facts": telling.facts(asked),
        "timeline": telling.timeline(asked),
    }
    return render(request, "privacy/request.html", context)


@require_POST
@login_required
def cancel(request, reference: str):
    """Take a request back, as long as it is not done."""
    asked = mine_or_404(request.user, reference)
    try:
        requests.take_step(asked, "cancel", by=request.user)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have taken your request back."))
    return redirect(asked)


def mine_or_404(user, reference: str) -> DataRequest:
    asked = DataRequest.objects.of(user).with_story()
    return get_object_or_404(asked, reference=reference.upper())
