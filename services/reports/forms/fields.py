"""Fields that only a report has: its kind, its pin, its waiting photos, the key of the form."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from portal.common.forms import ModelChoiceField
from portal.common.references import read_reference
from portal.common.uploads import MAX_PHOTOS
from services.reports.models import Category, DraftPhoto

# A little wider than the province: a pin dropped on the far bank of the river is still told kindly.
LATITUDES = (9.0, 10.6)
LONGITUDES = (105.0, 106.7)
LEAST_ACCURATE = 100_000  # Metres; what a phone says beyond this is no place.


class CategoryField(ModelChoiceField):
    """One of the categories offered, known by its code; its page draws them in their groups."""

    def __init__(self, **kwargs):
        offered = Category.objects.active().select_related("group")
        super().__init__(offered, to_field_name="code", **kwargs)


class HintField(forms.Field):
    """What the browser adds by itself: when it is nonsense it is left out, never refused."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return None


class CoordinateField(HintField, forms.FloatField):
    """Half of a pin; a draft on the device keeps it."""

    widget = forms.HiddenInput(attrs={"data-kept": ""})


class AccuracyField(CoordinateField):
    """How many metres around the pin the phone was unsure of."""

    def clean(self, value):
        metres = super().clean(value)
        return round(metres) if metres is not None and 0 <= metres <= LEAST_ACCURATE else None


class KeyField(HintField, forms.UUIDField):
    """The key by which a form sent twice is known; one that came without gets its own."""

    def clean(self, value):
        return super().clean(value) or uuid.uuid4()


class StampField(HintField, forms.CharField):
    """When the form was opened, signed by us."""

    def clean(self, value):
        return super().clean(value) or ""


class ReferenceField(HintField, forms.CharField):
    """The code of another report, however it is written."""

    def clean(self, value):
        return read_reference(super().clean(value) or "") or ""


class DraftPhotosField(forms.Field):
    """The photos that wait since an earlier step, by their tokens; those gone are left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        tokens = list(filter(None, map(token_of, value or [])))[:MAX_PHOTOS]
        if not tokens:
            return []
        return list(DraftPhoto.objects.filter(token__in=tokens))


def token_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def is_around_here(lat: float | None, lon: float | None) -> bool:
    """Whether both coordinates are there and lie in or near the province."""
    if lat is None or lon is None:
        return False
    return LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]
