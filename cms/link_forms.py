"""Labels for the forms in which editors make links: Wagtail leaves Django to guess them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

FORMS = [
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
]
LABELS = {
    "link_text": _("Words of the link"),
    "email_address": _("Email address"),
    "phone_number": _("Phone number"),
    "subject": pgettext_lazy("of an email", "Subject"),
    "body": pgettext_lazy("of an email", "Words"),
}


def label_links() -> None:
    for form in FORMS:
        for name, field in form.base_fields.items():
            field.label = LABELS.get(name, field.label)
