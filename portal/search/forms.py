"""What the search page reads from its address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm
from portal.search.find import LONGEST_QUESTION, Question
from portal.search.models import SearchDoc

FIRST_YEAR, LAST_YEAR = 1945, 2200


class SearchForm(PortalForm):
    """A question, and perhaps the kind of thing wanted, what it is about, and of which year."""

    q = LineField(label=_("What are you looking for?"), max_length=LONGEST_QUESTION, required=False)
    kind = forms.ChoiceField(choices=SearchDoc.Kind, required=False)
    topic = LineField(max_length=SearchDoc.LONGEST_TOPIC, required=False)
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    @property
    def question(self) -> Question:
        said = self.cleaned_data
        return Question(said["q"], kind=said["kind"], topic=said["topic"], year=said["year"])
