"""A report as a resident tells it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, ParagraphsField, PhoneField, PhotosField, PortalForm
from portal.places.forms import CommuneField
from services.reports.forms.fields import CategoryField, CoordinateField, KeyField, is_around_here

SHORTEST_DESCRIPTION = 10  # Shorter words cannot say what is wrong and where.


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
