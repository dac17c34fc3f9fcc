"""Two pairs of eyes: nobody approves or publishes what they wrote last themselves."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, PagePermissionTester, Task, TaskState

from cms.authors import may_let_out
from cms.checks import what_keeps_it_in
from cms.forms.approval import SentBackForm

APPROVE, REJECT = "approve", "reject"


class ApprovalTask(AbstractGroupApprovalTask):
    """A page waits for somebody of these groups who did not write it."""

    class Meta:
        verbose_name = _("approval by somebody else")
        verbose_name_plural = _("approvals by somebody else")

    @classmethod
    def get_description(cls):
        return _("Somebody of the chosen groups approves, but never what they wrote last")

    def get_actions(self, obj, user):
        """Whoever wrote it may change it further, and neither approves nor sends it back."""
        return super().get_actions(obj, user) if may_let_out(user, obj.latest_revision) else []

    def get_form_for_action(self, action):
        """Whoever sends it back says what has to be changed."""
        return SentBackForm if action == REJECT else super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting if user.is_superuser else waiting.exclude(revision__user=user)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Who mends and approves in one go wrote last, and what must be mended is not out yet."""
        if action_name != APPROVE or self.may_go_out(task_state, user):
            super().on_action(task_state, user, action_name, **kwargs)

    def may_go_out(self, task_state, user) -> bool:
        page = Page.objects.select_related("latest_revision").get(pk=task_state.revision.object_id)
        newest = page.latest_revision
        return may_let_out(user, newest) and not what_keeps_it_in(newest.as_object())


def send_back_from(task: Task) -> None:
    """What waits at it goes back to who wrote it: without the task it would come out unread."""
    for waiting in TaskState.objects.filter(task=task.pk, status=TaskState.STATUS_IN_PROGRESS):
        waiting.workflow_state.cancel()


class FourEyes(PagePermissionTester):
    """What somebody may do with a page, by Wagtail's rights and by whose words it holds."""

    def has_right_to_publish(self) -> bool:
        return super().can_publish()

    def can_delete(self, ignore_bulk=False):
        """Who may not publish deletes nothing that is published; of the page itself that is known
        without asking, and Wagtail asks of each row in a tree, twice.
        """
        if self.page.live and not self.has_right_to_publish():
            return False
        return super().can_delete(ignore_bulk)

    def can_publish(self):
        return super().can_publish() and may_let_out(self.user, self.page.latest_revision)

    def can_publish_subpage(self):
        """A new page is always one's own, and so is a copy."""
        return self.user.is_superuser and super().can_publish_subpage()

    def can_set_view_restrictions(self):
        return self.has_right_to_publish()

    def can_unschedule(self):
        return self.has_right_to_publish()
