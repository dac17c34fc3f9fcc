"""Storing a report that was filled in, or saying what is still to be corrected."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.common.limits import TooMany
from portal.common.workflow import StepRefused
from services.reports import actions
from services.reports.claims import remember_claim
from services.reports.doors import (
    Blocked,
    is_too_quick,
    refuse_blocked,
    reporter_at,
    spend_for_contact,
    spend_one_report,
)
from services.reports.forms import ReportForm
from services.reports.forms.steps import first_wrong
from services.reports.models import Report
from services.reports.views.steps import keep_photos, page

TOO_MANY = gettext_lazy(
    "Many reports came in today under this e-mail address or telephone number. Send it tomorrow, "
    "leave the address out, or call %(hotline)s."
)
HOTLINE = {"hotline": "1022"}
TOO_FAST = gettext_lazy(
    "Many reports came from your connection within an hour. Wait a little, then send it again."
)


def wants_json(request) -> bool:
    """Whether a script asks, which sends what waited for a network."""
    return request.accepts("application/json") and not request.accepts("text/html")


def send(request):
    try:
        spend_one_report(request)
    except TooMany as enough:
        if wants_json(request):
            return too_many_as_json(enough, TOO_FAST)
        raise
    form = ReportForm(request.POST, request.FILES)
    if form.is_valid():
        refuse_machines(request, form)
    if not form.is_valid():
        return refuse(request, form)
    try:
        refuse_blocked(form.kind, reporter=sender_of(request, form), **form.sender)
        spend_for_contact(**form.sender)
        return store(request, form)
    except TooMany as enough:
        return refuse_too_many(request, form, enough)
    except Blocked as refusal:
        form.add_error(None, str(refusal))
        return refuse(request, form, step="who")
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return refuse(request, form, step="similar")


def refuse_machines(request, form) -> None:
    """A box nobody sees stays empty, and nobody writes a report in a moment."""
    if form.cleaned_data["website"]:
        form.add_error("website", _("Leave this box empty, then send the report again."))
    elif not wants_json(request) and is_too_quick(form.cleaned_data["opened"]):
        form.add_error(None, _("That was very quick. Look it over, then press “Send” once more."))


def refuse(request, form, *, step: str = "", status: int = 422):
    """What to correct, with everything kept that was sent well; photos too."""
    if wants_json(request):
        errors = {name.replace("__all__", ""): list(said) for name, said in form.errors.items()}
        return JsonResponse({"errors": errors}, status=status)
    keep_photos(form)
    return page(request, form, step or first_wrong(form), status=status)


def refuse_too_many(request, form, enough: TooMany):
    """Her address or number has sent many today; another way stays open."""
    if wants_json(request):
        return too_many_as_json(enough, TOO_MANY % HOTLINE)
    form.add_error(None, TOO_MANY % HOTLINE)
    answer = refuse(request, form, status=429)
    answer["Retry-After"] = str(enough.retry_after)
    return answer


def too_many_as_json(enough: TooMany, sentence):
    said = {"detail": str(sentence)}
    return JsonResponse(said, status=429, headers={"Retry-After": str(enough.retry_after)})


def store(request, form):
    if form.cleaned_data["follows"]:
        return join(request, form)
    report, code = actions.submit_report(
        **form.facts,
        reporter=sender_of(request, form),
        language=get_language(),
    )
    actions.forget_draft_photos(form.drafts)
    remember_claim(request, report)
    if wants_json(request):
        return receipt_as_json(report, report.receipt_url, code)
    return redirect(report.receipt_url)


def sender_of(request, form):
    """The account to which it belongs: hers who began to write it, unless she leaves no name."""
    return None if form.is_anonymous else reporter_at(request, form.cleaned_data["opened"])


def join(request, form):
    """She saw what somebody has reported already: hers is added to that."""
    report = Report.objects.listed().filter(reference=form.cleaned_data["follows"]).first()
    if report is None:
        raise StepRefused(_("This report is not open any more. Please send a new one."))
    asked = form.cleaned_data
    actions.join_report(
        report,
        user=sender_of(request, form),
        email=asked["contact_email"],
        phone=asked["contact_phone"],
        language=get_language(),
        photos=form.pictures,
    )
    actions.forget_draft_photos(form.drafts)
    if wants_json(request):
        return receipt_as_json(report, report.get_absolute_url(), "")
    messages.success(request, _("Thank you. What you saw was added to this report."))
    return redirect(report)


def receipt_as_json(report: Report, url: str, code: str):
    told = {
        "reference": report.reference,
        "claim_code": code,
        "url": url,
        "due_on": localdate(report.due_at).isoformat(),
    }
    return JsonResponse(told, status=201)
