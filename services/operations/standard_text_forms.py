"""How an officer writes a standard text: words with a few names in braces, and where they serve."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.accounts.models import Agency, User
from portal.common.forms import LineField, ParagraphsField
from services.operations.rule_forms import CategoriesField
from services.reports import standard_texts
from services.reports.models import Category, StandardText
from services.reports.workflow import COORDINATE, HANDLE


class StandardTextForm(forms.ModelForm):
    name = LineField(label=gettext_lazy("Name"), max_length=100)
    body = ParagraphsField(
        label=pgettext_lazy("of a note", "Text"),
        help_text=gettext_lazy("Write names as {reference}; a line without any facts is left out."),
        max_length=standard_texts.LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write the text.")},
    )
    steps = forms.MultipleChoiceField(
        label=gettext_lazy("For which steps"),
        help_text=gettext_lazy("None ticked: for all."),
        choices=[(name, step.label) for name, step in standard_texts.NOTED.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    categories = CategoriesField(
        Category.objects.active().select_related("group"), label=gettext_lazy("For which kinds")
    )
    agency = forms.ModelChoiceField(label=gettext_lazy("Agency"), queryset=Agency.objects.none())
    is_active = forms.BooleanField(
        label=pgettext_lazy("a text", "Offered"),
        help_text=gettext_lazy("Officers can choose it on a report's page."),
        required=False,
    )

    class Meta:
        model = StandardText
        fields = ["name", "body", "steps", "categories", "agency", "is_active"]

    def __init__(self, *sent: Any, user: User, **options: Any) -> None:
        super().__init__(*sent, **options)
        agencies = Agency.objects.where(user, HANDLE).open().exclude(kind=Agency.Kind.DESK)
        field = self.fields["agency"]
        field.queryset = agencies.order_by("name")
        field.required = not user.has_perm(COORDINATE)
        field.empty_label = None if field.required else pgettext_lazy("agencies", "Everyone")
        if field.required and len(agencies) == 1:
            field.initial = agencies[0].pk

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if sentences := standard_texts.faults(body):
            raise forms.ValidationError(sentences)
        return body

    def clean(self) -> dict[str, Any]:
        """One name once in an agency's list, or nobody could tell two texts apart."""
        facts = super().clean() or {}
        alike = StandardText.objects.filter(name=facts.get("name"), agency=facts.get("agency"))
        if alike.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is a text of this name already."))
        return facts
