"""Everything to be read again: a little of it on the first screen, all of it in the reports."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import BasePage
from cms.review.due import due_soon
from portal.common.admin import frame
from portal.common.moments import today
from portal.common.paging import ListPaginator

MOST = 20  # On the first screen; they come by and by.
A_SCREEN = 50
ICON = "calendar-check"


def theirs(user) -> list[BasePage]:
    """What this person may change of it."""
    return [page for page in due_soon() if page.permissions_for_user(user).can_edit()]


def writes(user) -> bool:
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


class ToReview(Component):
    """On the first screen of those who may change such pages."""

    order = 130
    template_name = "cms/review/panel.html"

    def get_context_data(self, parent_context):
        pages = theirs(parent_context["request"].user)
        return {"pages": pages[:MOST], "more": len(pages) - MOST, "today": today()}


@require_safe
def show_due(request):
    if not writes(request.user):
        raise PermissionDenied
    title = _("To be read again")
    pages = ListPaginator(theirs(request.user), A_SCREEN).get_page(request.GET.get("p"))
    context = frame(title, ICON, {"label": title, "url": ""})
    return render(request, "cms/review/due.html", context | {"pages": pages, "today": today()})


class ReviewItem(MenuItem):
    """Among the reports of those who write."""

    def __init__(self):
        title = gettext_lazy("To be read again")
        address = reverse_lazy("desk_review")
        super().__init__(title, address, name="to-review", icon_name=ICON, order=850)

    def is_shown(self, request):
        return writes(request.user)


urlpatterns = [path("can-xem-lai/", show_due, name="desk_review")]
