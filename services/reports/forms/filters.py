"""What to show in the public list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm
from portal.places.models import Commune
from services.reports.models import CategoryGroup
from services.reports.workflow import SHOWN, State


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
