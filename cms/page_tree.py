"""The editor's tree of pages: so many on a screen as a phone turns through and a server draws at
once. A row of it, with its menus, costs more than the rest of the screen's frame.
"""

from django.db.models import F, Func, IntegerField
from django.utils.functional import cached_property
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

PER_SCREEN = 15
# A page's depth, as an index has it which nothing else is read by (cms/migrations/0017). Beside the
# depth itself SQLite would not know it again: whoever asks for one leaves the other out.
LEVEL = Func(F("depth"), template="(%(expressions)s + 0)", output_field=IntegerField())


class TreeView(ExplorableIndexView):
    paginate_by = PER_SCREEN

    @cached_property
    def columns(self):
        """Nobody asks above which page these stand while it stands over them."""
        columns = super().columns
        if self.is_narrowed:
            return columns
        return [column for column in columns if not isinstance(column, ParentPageColumn)]

    @property
    def is_narrowed(self) -> bool:
        return self.is_searching or self.is_filtering

    def get_base_queryset(self):
        """As Wagtail finds them; where all that stands below is hers, nobody asks of each page."""
        if not self.shows_all_below:
            return super().get_base_queryset()
        below = self.model.objects.descendant_of(self.parent_page).alias(level=LEVEL)
        return self.annotate_queryset(below.filter(level=self.parent_page.depth + 1))

    def get_paginator(self, *args, **kwargs):
        """Counts only what is narrowed: how many stand below a page is written at the page."""
        paginator = super().get_paginator(*args, **kwargs)
        if self.shows_all_below:
            paginator.count = self.parent_page.numchild
        return paginator

    @cached_property
    def shows_all_below(self) -> bool:
        """Whether nothing is asked for and she has a right to this page or to one above it; rights
        reach downwards.
        """
        if self.is_narrowed:
            return False
        user, here = self.request.user, self.parent_page.path
        if user.is_superuser:
            return True
        rights = self.permission_policy.get_cached_permissions_for_user(user)
        return any(here.startswith(right.page.path) for right in rights)


class TreeViewSet(PageViewSet):
    """Takes the place of Wagtail's own for every type of page."""

    index_view_class = TreeView
