"""What a resident fills in: a report, an answer, a choice of what to see."""

import uuid
from itertools import groupby
from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from portal.common.forms import (
    LineField,
    ModelChoiceField,
    ParagraphsField,
    PhoneField,
    PhotosField,
    PortalForm,
)
from portal.places.forms import CommuneField
from portal.places.models import Commune
from services.reports.models import Category, CategoryGroup
from services.reports.workflow import SHOWN, State

SHORTEST_DESCRIPTION = 10  # Shorter words cannot say what is wrong and where.

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


class ReportForm(PortalForm):
    """A report in the order in which one tells it: what, where, how it looks, who."""

    category = CategoryField(
        label=_("What is it about?"),
        error_messages={
            "required": _("Choose what your report is about."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )
    description = ParagraphsField(
        label=_("What is wrong?"),
        help_text=_("In your own words, with or without tone marks. Leave out people's names."),
        min_length=SHORTEST_DESCRIPTION,
        max_length=4000,
        error_messages={
            "required": _("Tell us what is wrong."),
            "min_length": _("Tell us a little more, so that an officer can find and mend it."),
        },
    )
    commune = CommuneField(
        label=_("In which ward or commune?"),
        help_text=_("The new or the old name, for example “Phường 6”."),
        error_messages={"required": _("Tell us in which ward or commune it is.")},
    )
    address = LineField(
        label=_("Where exactly?"),
        help_text=_("Street, hamlet, house number, or what stands near it."),
        max_length=200,
        required=False,
    )
    lat = CoordinateField(required=False)
    lon = CoordinateField(required=False)
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to five. We remove the hidden location that a phone writes into them."),
        required=False,
    )
    contact_name = LineField(label=_("Your name"), max_length=150, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We write to you when something changes. Nobody else sees it."),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the address like this: lan@example.vn")},
    )
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    submission_key = KeyField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission_key"].initial = uuid.uuid4
        self.fields["contact_name"].widget.attrs["autocomplete"] = "name"
        self.fields["contact_email"].widget.attrs["autocomplete"] = "email"
        self.fields["contact_phone"].widget.attrs["autocomplete"] = "tel"

    def clean(self):
        """A pin outside the province, or half a pin, is left out rather than refused."""
        facts = super().clean()
        lat, lon = facts.get("lat"), facts.get("lon")
        if not is_around_here(lat, lon):
            facts["lat"] = facts["lon"] = None
        return facts


def is_around_here(lat: float | None, lon: float | None) -> bool:
    """Whether both coordinates are there and lie in or near the province."""
    if lat is None or lon is None:
        return False
    return LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]


class AnswerForm(PortalForm):
    """What the resident answers when an officer has asked."""

    note = ParagraphsField(
        label=_("Your answer"),
        max_length=2000,
        error_messages={"required": _("Write your answer first.")},
    )


class ReportFilterForm(PortalForm):
    """What to show in the public list; nonsense shows everything."""

    q = LineField(label=_("Keywords"), max_length=100, required=False)
    commune = forms.ChoiceField(label=_("Ward or commune"), required=False)
    group = forms.ChoiceField(label=_("About"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        communes = Commune.objects.current().local().values_list("code", "name")
        groups = CategoryGroup.objects.values_list("code", "name")
        states = [(state.value, state.label) for state in State if state in SHOWN]
        self.fields["commune"].choices = [("", _("All")), *communes]
        self.fields["group"].choices = [("", _("All")), *groups]
        self.fields["state"].choices = [("", _("All")), *states]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and makes sense."""
        return self.cleaned_data if self.is_valid() else {}
