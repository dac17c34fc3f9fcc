"""What an editor may not say of a consultation."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class ConsultationPageForm(WagtailAdminPageForm):
    """An outcome has a day and words."""

    def clean(self):
        facts = super().clean()
        has_words, day = bool(facts.get("outcome")), facts.get("outcome_on")
        if day and not has_words:
            self.add_error("outcome", _("Say what was taken up, what was not, and why."))
        return facts
