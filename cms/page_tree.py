"""The editor's tree of pages: so many on a screen as a phone turns through and a server draws at
once. A row of it, with its menus, costs more than the rest of the screen's frame.
"""

from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

PER_SCREEN = 20


class TreeView(ExplorableIndexView):
    paginate_by = PER_SCREEN


class TreeViewSet(PageViewSet):
    """Takes the place of Wagtail's own for every type of page."""

    index_view_class = TreeView
