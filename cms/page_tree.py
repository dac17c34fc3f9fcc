"""The editor's tree of pages: so many on a screen as a phone turns through and a server draws at
once. A row of it, with its menus, costs more than the rest of the screen's frame.
"""

from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

PER_SCREEN = 15


class TreeView(ExplorableIndexView):
    paginate_by = PER_SCREEN

    def get_base_queryset(self):
        """As Wagtail finds them; where all that stands below is hers, nobody asks of each page."""
        if self.is_searching or self.is_filtering or not self.all_below_is_hers():
            return super().get_base_queryset()
        return self.annotate_queryset(self.model.objects.child_of(self.parent_page))

    def all_below_is_hers(self) -> bool:
        """Whether she has a right to this page or to one above it; rights reach downwards."""
        user, here = self.request.user, self.parent_page.path
        if user.is_superuser:
            return True
        rights = self.permission_policy.get_cached_permissions_for_user(user)
        return any(here.startswith(right.page.path) for right in rights)


class TreeViewSet(PageViewSet):
    """Takes the place of Wagtail's own for every type of page."""

    index_view_class = TreeView
