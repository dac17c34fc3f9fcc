"""What the resident answers when an officer has asked."""

from django.utils.translation import gettext_lazy as _

from portal.common.forms import ParagraphsField, PhotosField, PortalForm


class AnswerForm(PortalForm):
    """What the resident answers when an officer has asked."""

    note = ParagraphsField(
        label=_("Your answer"),
        max_length=2000,
        error_messages={"required": _("Write your answer first.")},
    )
    photos = PhotosField(
        label=_("Photos that help"),
        help_text=_("Up to five, if you like. Others see them once an officer has looked at them."),
        required=False,
    )
