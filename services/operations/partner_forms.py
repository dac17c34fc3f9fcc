"""How an officer asks a body outside: one of the list or another, what is needed, by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.forms import LineField, ModelChoiceField, ParagraphsField
from services.operations.days import DayField
from services.operations.given_forms import note_field
from services.reports.actions.partners import Helper
from services.reports.models import Partner


class PartnerForm(forms.Form):
    partner = ModelChoiceField(
        label=gettext_lazy("Partner"),
        queryset=Partner.objects.active(),
        empty_label=gettext_lazy("Another, written below"),
        required=False,
    )
    name = LineField(label=gettext_lazy("Name of another body"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Its e-mail address"), max_length=254, required=False
    )
    question = ParagraphsField(
        label=gettext_lazy("What is needed"),
        help_text=gettext_lazy(
            "Only the partner reads it. Write nothing about whoever sent the report."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what the partner is to do.")},
    )
    due_on = DayField(
        label=gettext_lazy("Answer by"),
        help_text=gettext_lazy("A working day within 60 days. The report's own date stays."),
        error_messages={"required": gettext_lazy("Choose a day.")},
    )

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, prefix="partner", **options)
        self.fields["note"] = note_field(is_owed=True)
        self.fields["note"].help_text = _("The resident reads it, with the name of the partner.")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("partner"):
            self.ask_for("name", _("Choose a partner, or write its name."))
            self.ask_for("email", _("Choose a partner, or write its e-mail address."))
        return facts

    def ask_for(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        facts = dict(self.cleaned_data)
        partner, name, email = facts.pop("partner"), facts.pop("name"), facts.pop("email")
        helper = Helper.known(partner) if partner else Helper(name, email)
        return {"helper": helper} | facts
