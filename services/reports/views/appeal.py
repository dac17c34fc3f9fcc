"""Somebody who is blocked says that it is a mistake: by the link in her message, no sign-in."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.common.limits import spend
from portal.common.workflow import StepRefused
from services.reports import actions, block_links
from services.reports.forms.appeal import AppealForm
from services.reports.models import Block

AN_HOUR = {"allowed": 30, "per": timedelta(hours=1)}  # From one address.


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request, token: str):
    block = block_or_404(token)
    form = AppealForm(request.POST or None)
    if request.method == "POST":
        spend(request, "reports.appeal", **AN_HOUR)
    if request.method == "POST" and form.is_valid():
        return keep(request, block, token, form.cleaned_data["words"])
    context = {"blocked": block, "form": form}  # A template's own `block` is another.
    return render(request, "reports/appeal.html", context, status=422 if form.is_bound else 200)


def keep(request, block: Block, token: str, words: str):
    try:
        actions.appeal_against(block, words=words)
    except StepRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Thank you. A coordinator reads it and answers you."))
    return redirect("reports:appeal", token=token)


def block_or_404(token: str) -> Block:
    """The block that this link is about; afterwards it leads nowhere, as nothing is left of it."""
    try:
        block = block_links.block_of(token)
    except (block_links.BadSignature, ValueError) as forged:
        raise Http404 from forged
    if block is None:
        raise Http404
    return block
