"""What the lists of our pages have in common: words to look for, a form, pages to turn."""

from django.core.paginator import Page
from django.db.models import Q
from django.forms import Field, Form, ModelChoiceField

from cms.elsewhere import Narrowing, narrowed
from cms.models.base import BasePage
from cms.models.public import PublicPageQuerySet
from portal.common.paging import ListPaginator
from portal.search.words import asked, folded

PER_PAGE = 20


class FoldedQuerySet(PublicPageQuerySet):
    def saying(self, words: str) -> "FoldedQuerySet":
        """Those in which every word stands, with or without its marks."""
        return self.filter(Q(*(Q(folded__contains=folded(word)) for word in asked(words))))


def paged(rows, number: str | None) -> Page:
    """The page of these rows that an address asks for."""
    return ListPaginator(rows, PER_PAGE).get_page(number)


def filled(form: Form | None) -> list[Narrowing]:
    """What a form narrows a list by, as it was read; nothing where it could not be."""
    if form is None or not form.is_valid():
        return []
    return [
        Narrowing(name, form.fields[name].prepare_value(value), said(form.fields[name], value))
        for name, value in form.cleaned_data.items()
        if value
    ]


def said(field: Field, value) -> str:
    """What was filled in, as its reader saw it."""
    if isinstance(field, ModelChoiceField):
        return str(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


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

    def narrowed_by(self, found: dict) -> list[Narrowing]:
        """What narrows it, of what was found."""
        return filled(found.get("form"))

    def get_context(self, request, *args, **kwargs):
        found = self.found(request)
        page = paged(found.pop("rows"), request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        card = narrowed(context["card"], self.narrowed_by(found), page.number)
        return context | found | {"page_obj": page, "card": card}
