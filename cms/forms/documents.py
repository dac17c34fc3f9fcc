"""How a reader narrows the list of legal documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm

LONGEST_SEARCH = 200


class WordsForm(PortalForm):
    """Words to look for in a list."""

    q = LineField(
        label=_("Words in it"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def is_used(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)


class DocumentFilterForm(WordsForm):
    """By words, kind, year, issuer and standing; years and issuers are those that occur."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value="")
    issuer = forms.ChoiceField(label=_("Issued by"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)

    def __init__(self, *args, documents, kinds, standings, **options):
        super().__init__(*args, **options)
        years = documents.dates("issued_on", "year", order="DESC")
        issuers = documents.order_by("issuer").values_list("issuer", flat=True).distinct()
        self.fields["kind"].choices = [("", _("All kinds")), *kinds.choices]
        self.fields["year"].choices = [("", _("All years")), *((d.year, d.year) for d in years)]
        self.fields["issuer"].choices = [("", _("All issuers")), *((one, one) for one in issuers)]
        self.fields["standing"].choices = [("", _("Whether in force or not")), *standings.choices]
