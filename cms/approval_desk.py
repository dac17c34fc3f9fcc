"""Where the editor refuses, in words, to let somebody publish or approve their own."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page, TaskState

from cms.authors import may_let_out
from cms.checks import what_keeps_it_in
from cms.models.approval import APPROVE, REJECT

WROTE_LAST = _(
    "You wrote this last, so somebody else approves it. It is kept as a draft:"
    " send it for approval, please."
)


def say_if_own(request, page) -> None:
    """What was asked to be published or approved was kept as a draft: we say why."""
    if asks_to_let_out(request) and not may_let_out(request.user, page.latest_revision):
        messages.error(request, WROTE_LAST)


def say_what_keeps_it_in(request, page) -> None:
    """What was to be approved and has to be mended first: we say what."""
    if request.POST.get("workflow-action-name") == APPROVE and page.workflow_in_progress:
        for sentence in what_keeps_it_in(page):
            messages.error(request, sentence)


def say_what_became_of_it(request, page) -> None:
    """Whether it is out now, or went back to whoever wrote it."""
    action = request.POST.get("workflow-action-name")
    if action not in {APPROVE, REJECT}:
        return
    now = Page.objects.get(pk=page.pk)
    if action == REJECT and not now.workflow_in_progress:
        messages.success(request, _("It went back to whoever wrote it, with your words."))
    elif action == APPROVE and now.live and not now.has_unpublished_changes:
        see = messages.button(now.get_url(request), _("See it"))
        messages.success(request, _("Everyone can read it now."), buttons=[see])


def say_it_waits(request, page, reasons: list[str]) -> None:
    """Which page of many was not let out, and why."""
    said = _("“%(title)s” was not published. %(reasons)s")
    messages.error(request, said % {"title": page.title, "reasons": " ".join(reasons)})


class ApproveAloud(WorkflowActionView):
    """The same where somebody approves from the first screen, without opening the page."""

    def post(self, request, *args, **kwargs):
        answer = super().post(request, *args, **kwargs)
        if self.action_name == APPROVE and self.is_waiting:
            page = self.object.latest_revision.as_object()
            if reasons := what_keeps_it_in(page):
                say_it_waits(request, page, reasons)
        return answer

    @property
    def is_waiting(self) -> bool:
        """Whether it still waits, although it was to be approved."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.filter(pk=self.task_state.pk).exists()


def keep_in(request, page):
    """Just before it is published: own by now, as saved a moment ago, or to be mended first."""
    reasons = what_keeps_it_in(page)
    if not may_let_out(request.user, page.latest_revision):
        reasons.insert(0, WROTE_LAST)
    if not reasons:
        return None
    if page.live_revision_id is None:  # Wagtail makes a new page live before it asks.
        type(page).objects.filter(pk=page.pk).update(live=False)
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


def asks_to_let_out(request) -> bool:
    asked = request.POST.get("workflow-action-name")
    return "action-publish" in request.POST or asked == APPROVE
