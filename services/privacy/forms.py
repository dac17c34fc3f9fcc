"""What a person asks about her data; what an officer answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.models import Agency
from portal.common.forms import LineField, ModelChoiceField, ParagraphsField, PortalForm
from portal.common.step_form import ChosenStepForm
from services.privacy.models import DataRequest, Purpose

Kind = DataRequest.Kind

# What is asked with words; one's consents are taken back by one button each.
ASKED = (Kind.CORRECT, Kind.RESTRICT, Kind.PROVIDE, Kind.DELETE)


class AskForm(PortalForm):
    """One request, and what there is to say about it."""

    kind = forms.ChoiceField(
        label=_("What shall we do?"),
        choices=[(kind.value, kind.label) for kind in ASKED],
        widget=forms.RadioSelect,
    )
    words = ParagraphsField(
        label=_("In your own words"),
        help_text=_("What is wrong, and what would be right. Leave out numbers of your papers."),
        max_length=2000,
        required=False,
    )

    def clean(self):
        facts = super().clean()
        needs_words = facts.get("kind") in {Kind.CORRECT, Kind.RESTRICT}
        if needs_words and not facts.get("words") and "words" not in self.errors:
            self.add_error("words", _("Tell us what to change."))
        return facts


class ConsentForm(forms.Form):
    """One purpose, agreed to or taken back."""

    purpose = forms.ChoiceField(choices=Purpose)
    agrees = forms.BooleanField(required=False)


class AnswerForm(ChosenStepForm):
    """A step of an officer, with a note that the person reads."""

    note_is_owed = _("Write the reason first: the person will read it.")
    note_hint = _("The person reads it in a letter. A refusal names the law it rests on.")


class QueueForm(forms.Form):
    """What the queue shows; nonsense shows what is open."""

    VIEWS = (("open", _("Open")), ("overdue", _("Overdue")), ("all", _("All")))

    view = forms.ChoiceField(label=pgettext_lazy("a list", "Show"), choices=VIEWS, required=False)

    @property
    def chosen(self) -> str:
        return (self.cleaned_data["view"] if self.is_valid() else "") or "open"


class LooksForm(forms.Form):
    """Which looks to list; nonsense narrows nothing."""

    q = LineField(
        label=_("Search"),
        help_text=_("An officer, an agency or a code, with or without marks."),
        max_length=100,
        required=False,
    )
    agency = ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.all(), required=False, empty_label=_("All")
    )
    first = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    @property
    def chosen(self) -> dict:
        """What was chosen and makes sense, whatever else was typed."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
