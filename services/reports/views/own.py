"""What whoever sent a report does with it: opens it, changes it, takes it back, leaves it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from portal.common.workflow import StepRefused
from services.reports import actions, erasure, letters, own
from services.reports.claims import forget_claim, open_claim
from services.reports.doors import reporter_at
from services.reports.forms import EditForm, OpenForm, WithdrawForm
from services.reports.models import Report
from services.reports.views.access import mine_or_404
from services.reports.workflow import STEPS

CONFLICT = 409


@never_cache
def open_own(request, reference: str):
    """Where the printed slip leads: with the secret code the report opens as its sender's."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        report = open_claim(request, reference, form.cleaned_data["bi_mat"])
        if report is not None:
            return redirect(report)
        form.add_error("bi_mat", _("These two codes do not belong together. Look at your receipt."))
        status = 403
    context = {"form": form, "reference": reference.upper()}
    return render(request, "reports/open.html", context, status=status)


@never_cache
def edit(request, reference: str):
    """Other words, within a quarter of an hour and before an officer has read them."""
    report = mine_or_404(request, reference)
    form = EditForm(request.POST or None, request.FILES or None, report=report)
    try:
        actions.refuse_late(report)
        if form.is_valid():
            actions.edit_report(report, by=sender_at(request, report), **form.cleaned_data)
            messages.success(request, _("Your report is changed."))
            return redirect(report)
    except StepRefused as refusal:
        return refuse(request, report, refusal)
    context = {"report": report, "form": form, "until": report.created_at + own.FRESH_FOR}
    return render(request, "reports/edit.html", context, status=422 if form.errors else 200)


@never_cache
def withdraw(request, reference: str):
    report = mine_or_404(request, reference)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    try:
        STEPS["withdraw"].check(report.state, by=None)
        if form.is_valid():
            by = sender_at(request, report)
            actions.take_step(report, "withdraw", by=by, **form.cleaned_data)
            messages.success(request, pgettext("report", "Your report is withdrawn."))
            return redirect(report)
    except StepRefused:
        closed = pgettext("report", "It is closed already, so there is nothing to withdraw.")
        return refuse(request, report, closed)
    context = {"report": report, "form": form}
    return render(request, "reports/withdraw.html", context, status=422 if form.errors else 200)


@never_cache
def remove(request, reference: str):
    """Take the sender out of her report; of a closed one its words and photos as well."""
    report = mine_or_404(request, reference)
    if request.method == "POST":
        erasure.erase_at_wish(report)
        forget_claim(request, report)
        messages.success(request, _("Your data are removed from this report."))
        return redirect("reports:list" if report.is_private else report)
    return render(request, "reports/remove.html", {"report": report})


def refuse(request, report: Report, why):
    """Say why this is not possible any more, and lead back."""
    context = {"report": report, "why": str(why), "url": letters.path_of(report)}
    return render(request, "reports/not_now.html", context, status=CONFLICT)


def sender_at(request, report: Report):
    """The account to name as the doer: hers, if she sent it signed in."""
    return reporter_at(request) if report.reporter == request.user else None
