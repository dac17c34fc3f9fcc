"""What the resident answers when an officer has asked."""

from django.utils.translation import gettext_lazy as _

from portal.common.forms import ParagraphsField, PortalForm


class AnswerForm(PortalForm):
    """What the resident answers when an officer has asked."""

    note = ParagraphsField(
        label=_("Your answer"),
        max_length=2000,
        error_messages={"required": _("Write your answer first.")},
    )
