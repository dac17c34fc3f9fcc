"""Forms that anyone may send, and machines had better not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import PortalForm
from services.reports.doors import is_too_quick
from services.reports.forms.fields import StampField


class GuardedForm(PortalForm):
    """A box nobody sees stays empty, and nobody fills in a form in a moment."""

    website = forms.CharField(label=_("Leave this box empty"), required=False)
    opened = StampField(required=False)

    too_quick = _("That was very quick. Look it over, then press “Send” once more.")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean(self):
        """Only what is right otherwise is asked whether a machine wrote it."""
        said = super().clean()
        if self.errors:
            return said
        if said["website"]:
            self.add_error("website", _("Leave this box empty, then send it again."))
        elif is_too_quick(said["opened"]):
            self.add_error(None, self.too_quick)
        return said
