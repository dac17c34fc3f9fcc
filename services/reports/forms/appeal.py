"""What somebody who is blocked says against it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import ParagraphsField, PortalForm


class AppealForm(PortalForm):
    words = ParagraphsField(
        label=_("Why should you be allowed to send reports again?"),
        help_text=_("Only the coordinators read this."),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words, so that we can look at it again.")},
    )
