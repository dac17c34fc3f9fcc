"""Where the editor refuses, in words, to let somebody publish or approve their own."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.authors import may_let_out
from cms.models.approval import APPROVE

WROTE_LAST = _(
    "You wrote this last, so somebody else approves it. It is kept as a draft:"
    " send it for approval, please."
)


def say_if_own(request, page) -> None:
    """What was asked to be published or approved was kept as a draft: we say why."""
    if asks_to_let_out(request) and not may_let_out(request.user, page.latest_revision):
        messages.error(request, WROTE_LAST)


def keep_if_own(request, page):
    """Just before it is published: what was saved a moment ago may be one's own by now."""
    if may_let_out(request.user, page.latest_revision):
        return None
    messages.error(request, WROTE_LAST)
    return redirect("wagtailadmin_pages:edit", page.pk)


def asks_to_let_out(request) -> bool:
    asked = request.POST.get("workflow-action-name")
    return "action-publish" in request.POST or asked == APPROVE
