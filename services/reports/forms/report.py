"""A report as a resident tells it, in one go or step by step."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, ParagraphsField, PhoneField, PhotosField, PortalForm
from portal.common.uploads import FACTS, MAX_PHOTOS, REFUSALS, CleanPhoto
from portal.places.forms import CommuneField
from services.reports import questions
from services.reports.forms.fields import (
    AccuracyField,
    CategoryField,
    CoordinateField,
    DraftPhotosField,
    KeyField,
    ReferenceField,
    StampField,
    is_around_here,
)
from services.reports.models import Category, DraftPhoto
from services.reports.pictures import clean_again

SHORTEST_DESCRIPTION = 10  # Shorter words cannot say what is wrong and where.
CONTACT = ("contact_name", "contact_email", "contact_phone")
# What the page needs and the report does not.
ASIDE = ("who", "website", "opened", "photos", "draft_photos", "follows")


class Who(TextChoices):
    ANONYMOUS = "anonymous", _("I do not say who I am")
    NAMED = "named", _("I leave my name or a way to reach me")


class ReportForm(PortalForm):
    """A report in the order in which one tells it: what, how it looks, where, who.

    The kind chosen adds its own questions. Fields that only the page needs are left out of
    `facts`, which are what the action takes.
    """

    description = ParagraphsField(
        label=_("What needs to be put right?"),
        help_text=_("In your own words, with or without tone marks. Leave out people's names."),
        min_length=SHORTEST_DESCRIPTION,
        max_length=4000,
        error_messages={
            "required": _("Tell us what is wrong."),
            "min_length": _("Tell us a little more, so that an officer can find and mend it."),
        },
    )
    category = CategoryField(
        label=_("What is it about?"),
        error_messages={
            "required": _("Choose what your report is about."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to five. We remove the hidden location that a phone writes into them."),
        required=False,
    )
    draft_photos = DraftPhotosField(required=False)
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
    accuracy_m = AccuracyField(required=False)
    follows = ReferenceField(required=False)
    who = forms.ChoiceField(
        label=_("Who are you?"), choices=Who, required=False, widget=forms.RadioSelect
    )
    contact_name = LineField(label=_("Your name"), max_length=150, required=False)
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We write to you when something changes. Nobody else sees it."),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the address like this: lan@example.vn")},
    )
    website = forms.CharField(label=_("Leave this box empty"), required=False)
    opened = StampField(required=False)
    submission_key = KeyField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= questions.fields_of(self.kind) if self.kind else {}
        self.fields["submission_key"].initial = uuid.uuid4
        self.fields["description"].widget.attrs["rows"] = 6
        self.fields["contact_name"].widget.attrs["autocomplete"] = "name"
        self.fields["contact_email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    @cached_property
    def kind(self) -> Category | None:
        """The kind chosen so far, or named by a link, whose questions are asked."""
        told = self.data or self.initial
        try:
            return self.fields["category"].clean(told.get("category")) if told else None
        except ValidationError:
            return None

    @property
    def questions(self) -> list[forms.BoundField]:
        """What the chosen kind asks besides."""
        return [self[name] for name in self.fields if name.startswith(questions.PREFIX)]

    def clean(self) -> dict[str, Any]:
        """A pin outside the province, or half a pin, is left out rather than refused."""
        facts = super().clean()
        if not is_around_here(facts.get("lat"), facts.get("lon")):
            facts["lat"] = facts["lon"] = facts["accuracy_m"] = None
        if facts.get("who") == Who.ANONYMOUS:
            facts.update(dict.fromkeys(CONTACT, ""))
        if len(facts.get("photos") or []) + len(facts.get("draft_photos") or []) > MAX_PHOTOS:
            self.add_error("photos", ValidationError(REFUSALS["too_many"], params=FACTS))
        return facts

    @property
    def is_anonymous(self) -> bool:
        return self.cleaned_data.get("who") == Who.ANONYMOUS

    @property
    def is_told(self) -> bool:
        """Whether every field makes sense, so that all can be read back."""
        return self.cleaned_data.keys() >= self.fields.keys() - {"photos", "website"}

    @property
    def drafts(self) -> list[DraftPhoto]:
        """The photos that wait with us."""
        return self.cleaned_data.get("draft_photos", [])

    @property
    def facts(self) -> dict[str, Any]:
        """What the report is made of."""
        asked = self.cleaned_data
        kept = {
            name: value
            for name, value in asked.items()
            if name not in ASIDE and not name.startswith(questions.PREFIX)
        }
        answers = questions.answers(asked["category"], asked)
        return kept | {"answers": answers, "photos": self.pictures}

    @property
    def sender(self) -> dict[str, str]:
        """How she may be reached."""
        return {name: self.cleaned_data[name] for name in CONTACT}

    @property
    def pictures(self) -> list[CleanPhoto]:
        """Those that waited, and those that came with the last step."""
        return [*map(clean_again, self.drafts), *self.cleaned_data["photos"]]

    def forgive(self, names: Iterable[str]) -> None:
        """Say nothing yet of what is only asked later."""
        for name in names:
            self.errors.pop(name, None)
