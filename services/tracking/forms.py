from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, PortalForm


class TrackForm(PortalForm):
    """A code, and for one's own private report the secret code as well."""

    ma = LineField(
        label=_("Reference code"),
        help_text=_("As on your receipt, for example PA-7K3M-92 or H13.31507-261122-0001."),
        max_length=60,
        error_messages={"required": _("Write the code that stands on your receipt.")},
    )
    bi_mat = LineField(
        label=_("Secret code"),
        help_text=_("Only to open your own report as its sender."),
        max_length=30,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}
