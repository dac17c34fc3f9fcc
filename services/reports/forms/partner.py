"""What a partner answers: whether it is done, what was done or why not, and photos of it."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.common.forms import ParagraphsField, PhotosField, PortalForm


class PartnerAnswerForm(PortalForm):
    """The same words serve for both: what was done, or why it cannot be."""

    DONE, CANNOT = "done", "cannot"

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is it done?"),
        choices=[
            (DONE, gettext_lazy("Yes, we did what was asked")),
            (CANNOT, gettext_lazy("No, we cannot do it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    answer = ParagraphsField(
        label=gettext_lazy("What was done, or why it cannot be done"),
        help_text=gettext_lazy("The officer reads it, and decides what the resident is told."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write a sentence for the officer.")},
    )
    before = PhotosField(
        label=gettext_lazy("Photos before the work"),
        help_text=gettext_lazy("Up to five, if you like."),
        required=False,
    )
    after = PhotosField(
        label=gettext_lazy("Photos after the work"),
        help_text=gettext_lazy(
            "Up to five, if you like. Others see them once an officer has looked at them."
        ),
        required=False,
    )

    @property
    def told(self) -> dict:
        """The answer as the action takes it."""
        facts = dict(self.cleaned_data)
        return {"is_done": facts.pop("outcome") == self.DONE} | facts
