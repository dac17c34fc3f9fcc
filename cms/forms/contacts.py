"""How a reader looks for an agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.documents import LONGEST_SEARCH, WordsForm
from portal.common.forms import LineField


class ContactFilterForm(WordsForm):
    """By the name of an agency, a person, or a commune as it is or was called."""

    q = LineField(
        label=_("Agency, person, ward or commune"),
        help_text=_("With or without tone marks; old names too."),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
