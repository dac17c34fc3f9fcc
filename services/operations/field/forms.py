"""What an officer sends from outside: one step, a note, photos, and how far she stands from it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import ParagraphsField, PhotosField
from services.reports.actions.in_field import ARRIVED, IN_FIELD
from services.reports.forms.fields import HintField, KeyField

FARTHEST = 100_000  # Metres; beyond this a phone is wrong about where it is.


class MetresField(HintField, forms.IntegerField):
    """Her distance from the pin, as her phone reckons it."""


class MomentField(HintField, forms.DateTimeField):
    """When she pressed the button, as her phone says."""


class FieldForm(forms.Form):
    name = forms.ChoiceField(
        choices=[(name, name) for name in (ARRIVED, *IN_FIELD)],
        error_messages={"required": _("Choose a step."), "invalid_choice": _("Choose a step.")},
    )
    note = ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        help_text=_("The resident reads it; with “I am there” only officers do."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("With “I am there”: how it looks before. Otherwise: how it looks now."),
        required=False,
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    metres = MetresField(min_value=0, max_value=FARTHEST, required=False)
    done_at = MomentField(required=False)
    key = KeyField(required=False, initial=uuid.uuid4)
