"""Fields that only a report has: its kind, its pin, the key of the form."""

import uuid
from itertools import groupby
from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from portal.common.forms import ModelChoiceField
from services.reports.models import Category

# A little wider than the province: a pin dropped on the far bank of the river is still told kindly.
LATITUDES = (9.0, 10.6)
LONGITUDES = (105.0, 106.7)


class CategoriesInGroups(ModelChoiceIterator):
    """The categories offered, under the names of their groups."""

    def __iter__(self):
        yield "", self.field.empty_label
        for group, categories in groupby(self.queryset, key=attrgetter("group")):
            yield group.name, [self.choice(category) for category in categories]


class CategoryField(ModelChoiceField):
    """One of the categories offered, drawn in their groups and known by its code."""

    iterator = CategoriesInGroups

    def __init__(self, **kwargs):
        offered = Category.objects.active().select_related("group")
        super().__init__(
            offered,
            to_field_name="code",
            empty_label=_("Choose what it is about"),
            **kwargs,
        )


class HintField(forms.Field):
    """What the browser adds by itself: when it is nonsense it is left out, never refused."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return None


class CoordinateField(HintField, forms.FloatField):
    """Half of a pin."""


class KeyField(HintField, forms.UUIDField):
    """The key by which a form sent twice is known; one that came without gets its own."""

    def clean(self, value):
        return super().clean(value) or uuid.uuid4()


def is_around_here(lat: float | None, lon: float | None) -> bool:
    """Whether both coordinates are there and lie in or near the province."""
    if lat is None or lon is None:
        return False
    return LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]
