"""The editor's tree of pages: so many on a screen as a phone turns through and a server draws at
once. A row of it, with its menus, costs more than the rest of the screen's frame.
"""

from copy import copy

from django.db.models import F, Func, IntegerField
from django.utils.functional import cached_property
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.skeleton import know_the_site, until_published
from portal.accounts.models import User

PER_SCREEN = 10
# A page's depth, as an index has it which nothing else is read by (cms/migrations/0017). Beside the
# depth itself SQLite would not know it again: whoever asks for one leaves the other out.
LEVEL = Func(F("depth"), template="(%(expressions)s + 0)", output_field=IntegerField())


class RightsToPages(PagePermissionPolicy):
    """Wagtail's own, on every screen of a technician: it looks for the root among all pages, and
    takes the first.
    """

    def instances_with_direct_explore_permission(self, user):
        if user.is_superuser:
            return [self.model.get_first_root_node()]
        return super().instances_with_direct_explore_permission(user)


register_permission_policy(Page, RightsToPages(Page))


def of_known_people(name: str) -> MultipleUserFilter:
    """Wagtail's filter of this name, which looks through all pages, or all that was ever done to
    one, for the people to choose among: they are known for a minute.
    """
    people = copy(GenericPageFilterSet.base_filters[name])
    found = people.queryset

    def known(request):
        keys = until_published(f"tree:{name}", lambda: [one.pk for one in found(request)])
        return User.objects.filter(pk__in=keys)

    people.queryset = known
    return people


class TreeFilters(GenericPageFilterSet):
    owner = of_known_people("owner")
    edited_by = of_known_people("edited_by")
    site = None  # There is one.


class FiltersOfOneKind(TreeFilters):
    """Below what only one kind of page may stand below."""

    content_type = None


class TreeView(ExplorableIndexView):
    paginate_by = PER_SCREEN

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        know_the_site(request)

    def get_context_data(self, **kwargs):
        """Tells each page where sites begin, for which each would ask by itself."""
        context = super().get_context_data(**kwargs)
        roots = self.request._wagtail_cached_site_root_paths
        for page in context["object_list"]:
            page._wagtail_cached_site_root_paths = roots
        return context

    @cached_property
    def filters(self):
        is_whole_tree = bool(self.request.GET.get("search_all"))
        if not is_whole_tree and len(self.parent_page.allowed_subpage_models()) == 1:
            self.filterset_class = FiltersOfOneKind
        return super().filters

    def filter_queryset(self, queryset):
        """Where nothing is filled in, no filter need look at that."""
        return super().filter_queryset(queryset) if self.is_filtering else queryset

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
    filterset_class = TreeFilters
    # Which page these stand below is not shown, so nobody asks for it.
    columns = [column for column in TreeView.base_columns if column.name != "parent"]
