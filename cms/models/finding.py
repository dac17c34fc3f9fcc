"""The way from a list to what stands below it."""

from django.http import Http404

from cms.models.lists import ListPage
from cms.models.public import PublicPageQuerySet


class Door:
    """Knows what stands below a list, and finds it whole; Wagtail asks three times."""

    def below(self) -> PublicPageQuerySet:
        """Pages of the kind that stands below such lists, with all that one shows of itself."""
        raise NotImplementedError

    def route(self, request, path_components):
        if len(path_components) != 1:
            return super().route(request, path_components)
        page = self.child_named(path_components[0])
        page._cached_parent_obj = self  # As Wagtail's own `route` does.
        return page.route(request, [])

    def child_named(self, slug: str):
        """The page of this name right below. Few lists have one, so no database is asked for its
        parent.
        """
        for page in self.below().filter(slug=slug).order_by():
            if page.is_child_of(self):
                return page
        raise Http404


class DoorPage(Door, ListPage):
    """A list that is drawn and turned as the others are, and finds what stands below it."""

    class Meta:
        abstract = True
