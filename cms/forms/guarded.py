"""What keeps machines out of a form that everyone may send."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.forms import PortalForm
from services.reports.doors import is_too_quick
from services.reports.forms.fields import StampField


class GuardedForm(PortalForm):
    """A box nobody sees stays empty, and nobody fills in a form in a moment."""

    website = forms.CharField(
        label=gettext_lazy("Leave this box empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = StampField(required=False)

    def clean(self):
        """Only of a form that is right otherwise: a person reads one sentence at a time."""
        said = super().clean()
        if self.errors:
            return said
        if said["website"]:
            self.add_error("website", _("Leave this box empty, then send it again."))
        elif is_too_quick(said["opened"]):
            quick = _("That was very quick. Look it over, then press “Send” once more.")
            self.add_error(None, quick)
        return said
