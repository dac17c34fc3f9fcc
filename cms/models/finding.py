"""The way from a list to what stands below it."""

from django.shortcuts import get_object_or_404

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
        below = {"path__startswith": self.path, "depth": self.depth + 1}
        page = get_object_or_404(self.below(), slug=path_components[0], **below)
        page._cached_parent_obj = self  # As Wagtail's own `route` does.
        return page.route(request, [])


class DoorPage(Door, ListPage):
    """A list that is drawn and turned as the others are, and finds what stands below it."""

    class Meta:
        abstract = True
