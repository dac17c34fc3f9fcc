"""What an officer types at a desk: a search, a view, a note beside a step."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.forms import LineField, ParagraphsField
from services.reports.workflow import ONWARD


class DeskForm(forms.Form):
    """What the desk shows; nonsense shows what is open."""

    q = LineField(label=_("Search"), max_length=100, required=False)
    view = forms.ChoiceField(label=pgettext_lazy("a list", "Show"), required=False)

    def __init__(self, *args, views, **kwargs):
        super().__init__(*args, **kwargs)
        self.views = views
        self.fields["view"].choices = list(views.items())

    @property
    def chosen(self) -> dict[str, str]:
        facts = self.cleaned_data if self.is_valid() else {}
        first = next(iter(self.views))
        return {"q": facts.get("q", ""), "view": facts.get("view") or first}


class StepForm(forms.Form):
    """A note, and the step whose button was pressed: one of those possible now."""

    note = ParagraphsField(
        label=pgettext_lazy("of an officer", "Note"),
        help_text=_("The resident reads it, in a letter and on the report's page."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    step = forms.ChoiceField(
        error_messages={
            "required": _("Choose a step."),
            "invalid_choice": _(
                "This step is not possible now: someone may have moved the report meanwhile."
            ),
        },
    )

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps
        self.fields["step"].choices = [(name, step.label) for name, step in steps.items()]

    @property
    def onward(self) -> set[str]:
        """The steps by which a report goes on its usual way: their buttons stand out."""
        return ONWARD & set(self.steps)

    def clean(self):
        """A step that owes a note is refused beside the note, where it can be written."""
        facts = super().clean()
        step = self.steps.get(facts.get("step"))
        if step and step.needs_note and not facts.get("note") and "note" not in self.errors:
            self.add_error("note", _("Write a note first: the resident will read it."))
        return facts
