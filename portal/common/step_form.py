"""The form beside the buttons of a workflow's steps: a note, and which button was pressed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import ParagraphsField
from portal.common.workflow import Step


class ChosenStepForm(forms.Form):
    """A note, and the step whose button was pressed: one of those possible now."""

    note_is_owed: Any = _("Write a note first: the resident will read it.")
    note_hint: Any = ""

    note = ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    step = forms.ChoiceField(
        error_messages={
            "required": _("Choose a step."),
            "invalid_choice": _(
                "This step is not possible now: somebody may have moved it meanwhile."
            ),
        },
    )

    def __init__(self, *args: Any, steps: Mapping[str, Step], **options: Any) -> None:
        super().__init__(*args, **options)
        self.steps = steps
        self.fields["note"].help_text = self.note_hint
        choice = cast(forms.ChoiceField, self.fields["step"])
        choice.choices = [(name, step.label) for name, step in steps.items()]

    def clean(self) -> dict[str, Any]:
        """A step that owes a note is refused beside the note, where it can be written."""
        facts = super().clean() or {}
        step = self.steps.get(facts.get("step", ""))
        if step and step.needs_note and not facts.get("note") and "note" not in self.errors:
            self.add_error("note", self.note_is_owed)
        return facts
