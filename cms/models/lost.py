"""What a draft names may be deleted before it comes out: databases protect published words only.

Wagtail cannot read such a draft any more, neither to publish it nor to let anybody mend it.
"""

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations

Words = dict[str, Any]  # As a revision keeps them: rows by their keys.


def without_lost(model: type[models.Model], words: Words) -> Words:
    """The same words without what is deleted since: an empty field, which its form asks for anew,
    and none of the rows that stood for it.
    """
    found = dict(words)
    for field in protected(model):
        found[field.name] = next(iter(there(field, [words])), {}).get(field.name)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        for field in protected(relation.related_model):
            found[name] = there(field, found.get(name) or [])
    return found


def protected(model: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is models.PROTECT
    ]


def there(field: models.ForeignKey, rows: list[Words]) -> list[Words]:
    """Those of these rows that name nothing by this field, or something that is there."""
    keys = {row[field.name] for row in rows if row.get(field.name) is not None}
    named = field.remote_field.model._base_manager.filter(pk__in=keys)
    found = {None, *map(str, named.values_list("pk", flat=True))} if keys else {None}
    return [row for row in rows if as_key(row.get(field.name)) in found]


def as_key(value: Any) -> str | None:
    return None if value is None else str(value)
