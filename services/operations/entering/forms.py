"""What an officer writes down while somebody speaks: the words first, all else after them."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import LineField, ParagraphsField, PhoneField, PhotosField
from portal.places.forms import CommuneField
from services.reports import questions
from services.reports.forms import SHORTEST_DESCRIPTION, is_around_here
from services.reports.forms.fields import CategoryField, KeyField
from services.reports.forms.follow import KindsInGroups
from services.reports.models import Category
from services.reports.sources import ENTERED, Source

Pin = tuple[float, float]
NUMBER = r"(-?\d{1,3}[.,]\d{3,})"
PAIR = re.compile(rf"{NUMBER}\s*[,;\s]\s*{NUMBER}")
ASIDE = ("pin", "photos")


class NoneThenKinds(KindsInGroups):
    def __iter__(self):
        yield "", _("Choose one…")
        yield from super().__iter__()


class OneKindField(CategoryField):
    """One kind, in a list under the names of the groups."""

    iterator = NoneThenKinds


class PinField(LineField):
    """A point as maps and messengers write it: “9.60290, 105.97390”; it may be left out."""

    default_error_messages = {
        "unreadable": _("Write the point as a map shows it: 9.60290, 105.97390"),
        "elsewhere": _("This point is not in or near Sóc Trăng."),
    }

    def clean(self, value: Any) -> Pin | None:
        text = super().clean(value)
        if not text:
            return None
        found = PAIR.search(text)
        if found is None:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")
        lat, lon = (float(part.replace(",", ".")) for part in found.groups())
        if not is_around_here(lat, lon):
            raise ValidationError(self.error_messages["elsewhere"], code="elsewhere")
        return lat, lon


class EnterForm(forms.Form):
    """A report as somebody tells it to an officer; `facts` is what the action takes."""

    source = forms.ChoiceField(
        label=_("Came in by"),
        choices=[(source.value, source.label) for source in ENTERED],
        initial=Source.PHONE,
        widget=forms.RadioSelect,
    )
    description = ParagraphsField(
        label=_("What the caller says"),
        help_text=_("In the caller's own words; leave out people's names."),
        min_length=SHORTEST_DESCRIPTION,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is wrong.")},
    )
    category = OneKindField(
        label=_("Kind"), error_messages={"required": _("Choose what the report is about.")}
    )
    commune = CommuneField(
        label=_("Ward or commune"),
        help_text=_("The new or the old name, for example “Phường 6”."),
        error_messages={"required": _("Ask in which ward or commune it is.")},
    )
    address = LineField(
        label=_("Where exactly?"),
        help_text=_("Street, hamlet, house number, or what stands near it."),
        max_length=200,
        required=False,
    )
    pin = PinField(
        label=_("Point on the map"),
        help_text=_("Where the caller sent one: paste it as it is, 9.60290, 105.97390"),
        max_length=100,
        required=False,
    )
    photos = PhotosField(
        label=_("Photos"), help_text=_("Up to five, such as from the counter."), required=False
    )
    contact_name = LineField(
        label=pgettext_lazy("of whom", "Caller's name"), max_length=150, required=False
    )
    contact_phone = PhoneField(
        label=_("Caller's telephone"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        required=False,
    )
    contact_email = forms.EmailField(
        label=_("Caller's e-mail address"), max_length=254, required=False
    )
    submission_key = KeyField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["submission_key"].initial = uuid.uuid4
        self.fields["contact_name"].widget.attrs["autocomplete"] = "off"
        self.fields["contact_email"].widget.attrs["autocomplete"] = "off"
        self.fields |= questions.fields_of(self.kind) if self.kind else {}

    @cached_property
    def kind(self) -> Category | None:
        """The kind chosen so far, whose questions are asked."""
        try:
            return self.fields["category"].clean(self.data.get("category")) if self.data else None
        except ValidationError:
            return None

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(questions.PREFIX)]

    def point(self) -> None:
        """Begin where something is wrong, else at the words."""
        first = next((name for name in self.fields if self[name].errors), "description")
        self.fields[first].widget.attrs["autofocus"] = True

    @property
    def told(self) -> dict[str, Any]:
        """Whatever makes sense so far, without a word of what is missing yet."""
        self.forgive()
        return self.cleaned_data

    def forgive(self) -> None:
        self.full_clean()
        self.errors.clear()

    @property
    def facts(self) -> dict[str, Any]:
        """What the report is made of."""
        told = self.cleaned_data
        asked = {name: value for name, value in told.items() if name not in ASIDE}
        kept = {
            name: value for name, value in asked.items() if not name.startswith(questions.PREFIX)
        }
        lat, lon = told["pin"] or (None, None)
        return kept | {
            "lat": lat,
            "lon": lon,
            "photos": told["photos"],
            "answers": questions.answers(told["category"], told),
        }
