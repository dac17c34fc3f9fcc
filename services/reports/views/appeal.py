"""Somebody who is blocked says that it is a mistake: by the link in her message, no sign-in."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.common.workflow import StepRefused
from services.reports import actions, block_links
from services.reports.forms.appeal import AppealForm
from services.reports.models import Block
from services.reports.views import by_link


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request, token: str):
    block = block_or_404(token)

    def show(form: AppealForm, *, status: int):
        context = {"blocked": block, "form": form}  # A template's own `block` is another.
        return render(request, "reports/appeal.html", context, status=status)

    take = partial(keep, request, block)
    return by_link.ask(request, AppealForm, "reports.appeal", take=take, show=show)


def keep(request, block: Block, form: AppealForm) -> None:
    """Keep her words; that she is blocked no longer is no mistake of hers."""
    try:
        actions.appeal_against(block, words=form.cleaned_data["words"])
    except StepRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Thank you. A coordinator reads it and answers you."))


def block_or_404(token: str) -> Block:
    """The block that this link is about; afterwards it leads nowhere, as nothing is left of it."""
    try:
        block = block_links.block_of(token)
    except (block_links.BadSignature, ValueError) as forged:
        raise Http404 from forged
    if block is None:
        raise Http404
    return block
