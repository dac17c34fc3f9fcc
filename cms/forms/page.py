"""What the editor's form of every page says besides what Wagtail's says."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.common.moments import now


class ScheduledForm:
    """Times that cannot be are told above the page: their boxes stand in a dialog that is closed.

    Wagtail says beside each box what is wrong with it, and lists it all where this is said.
    """

    def clean(self):
        facts = super().clean()
        begins, ends = facts.get("go_live_at"), facts.get("expire_at")
        if ends and (ends < now() or (begins and begins > ends)):
            wrong = _("The times do not fit. Open “Status”, press “Edit schedule” and mend them.")
            self.add_error(None, wrong)
        return facts


class PageForm(ScheduledForm, WagtailAdminPageForm):
    """The form of a page, to be added to."""
