"""The editor's tree of pages: so many on a screen as a phone turns through and a server draws at
once. A row of it, with its menus, costs more than the rest of the screen's frame.
"""

from django.db.models import F, Func, IntegerField
from django.utils.functional import cached_property
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Site

PER_SCREEN = 12
# A page's depth, as an index has it which nothing else is read by (cms/migrations/0017). Beside the
# depth itself SQLite would not know it again: whoever asks for one leaves the other out.
LEVEL = Func(F("depth"), template="(%(expressions)s + 0)", output_field=IntegerField())


class TreeView(ExplorableIndexView):
    paginate_by = PER_SCREEN

    def get_context_data(self, **kwargs):
        """Tells each page where sites begin, for which each would ask by itself."""
        context = super().get_context_data(**kwargs)
        roots = Site.get_site_root_paths()
        for page in context["object_list"]:
            page._wagtail_cached_site_root_paths = roots
        return context

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
    # Which page these stand below is not shown, so nobody asks for it.
    columns = [column for column in TreeView.base_columns if column.name != "parent"]
