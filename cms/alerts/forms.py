"""Whose alerts to show."""

from django.utils.translation import gettext_lazy as _

from portal.common.forms import ModelChoiceField, PortalForm
from portal.places.models import Commune


class AreaForm(PortalForm):
    """One commune, or all of them."""

    xa = ModelChoiceField(
        Commune.objects.none(),
        to_field_name="code",
        label=_("Ward or commune"),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["xa"].queryset = Commune.objects.current().local()
