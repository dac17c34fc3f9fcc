"""What an officer types at a desk: a search, a view, a note beside a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import LineField, ParagraphsField
from services.reports.workflow import STEPS


class DeskForm(forms.Form):
    """What the desk shows; nonsense shows what is open."""

    q = LineField(label=_("Search"), max_length=100, required=False)
    view = forms.ChoiceField(label=_("Show"), required=False)

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
    """The step whose button was pressed, and the note the resident reads."""

    step = forms.ChoiceField(
        choices=[(name, step.label) for name, step in STEPS.items()],
        error_messages={
            "required": _("Choose a step."),
            "invalid_choice": _("There is no such step."),
        },
    )
    note = ParagraphsField(
        label=_("Note"),
        help_text=_("The resident reads it, in a letter and on the report's page."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def facts(self) -> dict[str, str]:
        return {"name": self.cleaned_data["step"], "note": self.cleaned_data["note"]}
