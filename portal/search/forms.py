"""What the search page reads from its address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm
from portal.search.find import LONGEST_QUESTION
from portal.search.models import SearchDoc


class SearchForm(PortalForm):
    """A question, and perhaps the kind of thing wanted."""

    q = LineField(label=_("What are you looking for?"), max_length=LONGEST_QUESTION, required=False)
    kind = forms.ChoiceField(choices=SearchDoc.Kind, required=False)
