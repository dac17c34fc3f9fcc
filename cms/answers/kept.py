"""A page is not deleted over the heads of those who answered it or commented on it.

Answers are erased first, at their own screen, by whoever may read them; comments stay, and so does
their page, withdrawn if need be.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from wagtail.admin import messages
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.models import Page

from cms.models import ConsultationComment, FormAnswer

STILL_THERE = _(
    "Residents answered a form that would go with this. Erase the answers first, under “Forms”; "
    "the agency that asked them can do that."
)

COMMENTED = _(
    "Residents commented on a draft that would go with this, and their words with it. Withdraw the "
    "page instead: then nobody finds it any more."
)


def keep_answered(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to where the page stands, as long as it or something below it has answers."""
    reason = why_kept(page)
    return refuse(request, page, reason) if reason else None


def keep_answered_among(
    request: HttpRequest, action: str, pages: Iterable, view
) -> HttpResponse | None:
    """The same where many are deleted at once."""
    chosen = [page for page in pages if isinstance(page, Page)] if action == "delete" else []
    refusals = (keep_answered(request, page) for page in chosen)
    return next(filter(None, refusals), None)


class DeleteUnlessKept(DeletePageAPIAction):
    """The same for the door that Wagtail's own scripts use."""

    def execute(self, instance, data):
        if reason := why_kept(instance):
            raise ValidationError({"body": [reason]})
        return super().execute(instance, data)


def why_kept(page: Page) -> str:
    """What would be lost with it or with something below it; nothing, if nothing would."""
    below = {"page__path__startswith": page.path}
    if FormAnswer.objects.filter(**below).exists():
        return str(STILL_THERE)
    return str(COMMENTED) if ConsultationComment.objects.filter(**below).exists() else ""


def refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk)
