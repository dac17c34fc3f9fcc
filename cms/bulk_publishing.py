"""Publishing many pages at once, where whatever has to be mended keeps a page in as elsewhere."""

from rest_framework.exceptions import ValidationError
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.answers.kept import DeleteUnlessKept
from cms.approval_desk import ApproveAloud, say_it_waits
from cms.checks import what_keeps_it_in


def let_out_sound(pages: list[Page], user) -> list[Page]:
    """Publish what may go out; those that stay in. Pages that link to each other's drafts wait
    for one another, so who stayed in is tried again as long as anything went out.
    """
    waiting = list({page.pk: page for page in pages}.values())
    while True:
        kept = [page for page in waiting if not let_out(page, user)]
        if len(kept) in {0, len(waiting)}:
            return kept
        waiting = kept


def let_out(page: Page, user) -> bool:
    revision = page.get_latest_revision() or page.save_revision(user=user, clean=False)
    if what_keeps_it_in(revision.as_object()):
        return False
    revision.publish(user=user)
    return True


def drafts_below(page: Page, user) -> list[Page]:
    """The unpublished pages under this one that this person may publish."""
    drafts = page.get_descendants().not_live().specific()
    return [one for one in drafts if one.permissions_for_user(user).can_publish()]


class PublishSound(PublishBulkAction):
    """In place of Wagtail's: says of each page that stays in what has to be mended."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.kept_in: list[Page] = []

    def get_execution_context(self):
        return super().get_execution_context() | {"kept_in": self.kept_in}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, kept_in=(), **kwargs):
        chosen = [page.specific for page in objects]
        below = [one for page in objects for one in drafts_below(page, user)]
        kept_in += let_out_sound([*chosen, *(below if include_descendants else [])], user)
        inside = {page.pk for page in kept_in}
        out = {page.pk for page in chosen} - inside
        children = {page.pk for page in below} - inside - out if include_descendants else ()
        return len(out), len(children)

    def get_success_message(self, num_parent_objects, num_child_objects):
        for page in self.kept_in:
            newest = page.get_latest_revision().as_object()
            say_it_waits(self.request, newest, what_keeps_it_in(newest))
        if not (num_parent_objects or num_child_objects):
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


class PublishSoundByApi(PublishPageAPIAction):
    """The same for the door that Wagtail's own scripts use."""

    def execute(self, instance, data):
        reasons = what_keeps_it_in(instance.get_latest_revision_as_object())
        if reasons:
            raise ValidationError({"body": reasons})
        return super().execute(instance, data)


def close_the_back_door() -> None:
    """Wagtail has no setting for them."""
    PagesAdminAPIViewSet.actions |= {"publish": PublishSoundByApi, "delete": DeleteUnlessKept}
    PageViewSet.workflow_action_view_class = ApproveAloud
