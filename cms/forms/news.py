"""How a reader narrows the list of news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import PortalForm
from portal.places.models import Commune


class CommuneForm(PortalForm):
    """By commune; only those are offered of which there is news."""

    xa = forms.ModelChoiceField(
        Commune.objects.none(),
        label=_("Ward or commune"),
        required=False,
        to_field_name="code",
        empty_label=_("All communes"),
    )

    def __init__(self, *args, communes, **options):
        super().__init__(*args, **options)
        self.fields["xa"].queryset = communes

    @property
    def chosen(self) -> Commune | None:
        """The commune asked for; one of which there is no news narrows nothing."""
        return self.cleaned_data.get("xa") if self.is_valid() else None
