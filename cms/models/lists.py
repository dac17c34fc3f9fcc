"""What the lists of our pages have in common: words to look for, a form, pages to turn."""

from django.core.paginator import Page, Paginator
from django.db.models import Q

from cms.models.base import BasePage
from cms.models.public import PublicPageQuerySet
from portal.search.words import asked, folded

PER_PAGE = 20


class FoldedQuerySet(PublicPageQuerySet):
    def saying(self, words: str) -> "FoldedQuerySet":
        """Those in which every word stands, with or without its marks."""
        return self.filter(Q(*(Q(folded__contains=folded(word)) for word in asked(words))))


def paged(rows, number: str | None) -> Page:
    """The page of these rows that an address asks for."""
    return Paginator(rows, PER_PAGE).get_page(number)


class ListPage(BasePage):
    """A page that lists others: narrowed by a form in its address, a few at a time."""

    parent_page_types = ["cms.HomePage"]
    max_count = 1
    reads = ("page",)

    class Meta:
        abstract = True

    def found(self, request) -> dict:
        """The `form`, if there is one, and the `rows` that answer it."""
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        found = self.found(request)
        page = paged(found.pop("rows"), request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | found | {"page_obj": page}
