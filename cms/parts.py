"""What a page is made of: its fields of some kinds, and the rows of ours that it holds."""

from collections.abc import Iterator
from functools import cache

from django.db.models import Field, ManyToOneRel, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

Kinds = tuple[type[Field], ...]


@cache
def fields_of(model: type[Model], kinds: Kinds) -> tuple[Field, ...]:
    return tuple(one for one in model._meta.get_fields() if isinstance(one, kinds))


@cache
def rows_of(model: type[Page]) -> tuple[ManyToOneRel, ...]:
    """Pictures of an album, questions of a form, and the like; Wagtail's own are its own affair."""
    return tuple(
        one
        for one in get_all_child_relations(model)
        if one.related_model._meta.app_label == model._meta.app_label
    )


def fields_in(page: Page, kinds: Kinds) -> Iterator[tuple[Model, Field]]:
    """Those of the page itself and of its rows, each with what holds it."""
    for one in fields_of(type(page), kinds):
        yield page, one
    for rows in rows_of(type(page)):
        fields = fields_of(rows.related_model, kinds)
        for row in getattr(page, rows.get_accessor_name()).all() if fields else ():
            yield from ((row, one) for one in fields)
