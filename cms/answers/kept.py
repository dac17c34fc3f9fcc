"""A page is not deleted over the heads of those who answered it: answers are erased first, at
their own screen, by whoever may read them.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.models import FormAnswer

STILL_THERE = _(
    "Residents answered a form that would go with this. Erase the answers first, under “Forms”; "
    "the agency that asked them can do that."
)


def keep_answered(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to where the page stands, as long as it or something below it has answers."""
    return refuse(request, page) if is_answered(page) else None


def keep_answered_among(
    request: HttpRequest, action: str, pages: Iterable, view
) -> HttpResponse | None:
    """The same where many are deleted at once."""
    chosen = [page for page in pages if isinstance(page, Page)] if action == "delete" else []
    answered = next(filter(is_answered, chosen), None)
    return refuse(request, answered) if answered else None


def is_answered(page: Page) -> bool:
    return FormAnswer.objects.filter(page__path__startswith=page.path).exists()


def refuse(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(request, STILL_THERE)
    return redirect("wagtailadmin_explore", page.get_parent().pk)
