"""From an editor's questions to a form as all others of the portal: bounded, kindly refused."""

import re
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from cms.forms.guarded import GuardedForm
from cms.models.form_fields import ASKED, CONTACTS, Kind
from portal.common.forms import LineField, ParagraphsField, PhoneField
from portal.places.forms import CommuneField
from portal.places.models import Commune
from services.reports.forms.fields import KeyField

IN_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")
LONGEST_LINE = 200
LONGEST_TEXT = 2000
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
NOT_OFFERED = {"invalid_choice": _("Choose one of those offered.")}
NOT_A_DAY = _("Write the day like this: 27/11/2026")


class AnswerForm(GuardedForm):
    """What every form of an editor has besides its questions."""

    key = KeyField(required=False, initial=uuid.uuid4)

    def clean(self):
        """Something is answered: an empty sheet says nothing to anybody."""
        facts = super().clean()
        if not self.errors and self.questions and not self.said:
            self.add_error(None, _("You have not answered anything yet. Answer one question."))
        return facts

    @property
    def questions(self) -> list:
        """The questions as they are drawn."""
        return [self[name] for name in self.fields if name.startswith(ASKED)]

    @property
    def said(self) -> dict[str, Any]:
        """What was answered, as it is kept; what was left empty is left out."""
        names = [name for name in self.fields if name.startswith(ASKED)]
        answered = {name: self.cleaned_data[name] for name in names}
        return {name: kept(said) for name, said in answered.items() if not is_empty(said)}


def is_empty(said: Any) -> bool:
    """Whether nothing was answered; zero is an answer."""
    return said is None or said is False or said in ("", [])


def kept(said: Any) -> Any:
    """One answer as words, a list of words, or yes."""
    if isinstance(said, Decimal):
        return f"{said:f}"
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, Commune):
        return said.name
    return said if isinstance(said, bool | list) else str(said)


class OneOf(forms.ChoiceField):
    """One of those offered; a refusal does not repeat what was sent."""

    default_error_messages = NOT_OFFERED


class AnyOf(forms.MultipleChoiceField):
    """Any of those offered, each once."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = NOT_OFFERED | {"invalid_list": _("Choose one of those offered.")}

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))


class NumberField(forms.DecimalField):
    """A number as people here write it, 1.234,5, or as machines do."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a number, for example 12 or 1.5.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=15, decimal_places=4, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_machines_write(value) if isinstance(value, str) else value)


def as_machines_write(number: str) -> str:
    """1234.5 for 1.234,5; a point before three figures parts thousands."""
    whole, comma, rest = number.strip().partition(",")
    if comma and "." in rest:
        return number  # 1,234.5 means one thing to one and another to others: nobody guesses.
    if comma or IN_THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    return f"{whole}.{rest}" if comma else whole


class DayField(forms.DateField):
    """A day between two sensible years."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": NOT_A_DAY}

    def __init__(self, **options: Any) -> None:
        bounds = [MinValueValidator(EARLIEST, NOT_A_DAY), MaxValueValidator(LATEST, NOT_A_DAY)]
        super().__init__(validators=bounds, **options)


class EmailField(forms.EmailField):
    """An address, with the browser's help."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {"invalid": _("Write the address like this: lan@example.vn")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=254, **options)


FIELDS = {
    Kind.EMAIL: EmailField,
    Kind.PHONE: PhoneField,
    Kind.NUMBER: NumberField,
    Kind.DAY: DayField,
    Kind.YES: forms.BooleanField,
    Kind.COMMUNE: CommuneField,
}


class QuestionBuilder(FormBuilder):
    """Wagtail's builder with our own fields; a kind that is none of ours is asked nowhere."""

    @property
    def formfields(self) -> dict[str, forms.Field]:
        known = [question for question in self.fields if question.field_type in set(Kind)]
        return {
            question.clean_name or question.get_field_clean_name(): self.field_of(question)
            for question in known
        }

    def field_of(self, question) -> forms.Field:
        options = self.get_field_options(question)
        if question.field_type in FIELDS:
            return FIELDS[question.field_type](**options)
        return getattr(self, f"create_{question.field_type}_field")(question, options)

    def get_field_options(self, question) -> dict[str, Any]:
        """The hint is drawn as it stands, so it comes escaped."""
        hint = conditional_escape(question.help_text)
        return {"label": question.label, "help_text": hint, "required": question.required}

    def create_singleline_field(self, question, options) -> forms.Field:
        return LineField(max_length=LONGEST_LINE, **options)

    def create_multiline_field(self, question, options) -> forms.Field:
        return ParagraphsField(max_length=LONGEST_TEXT, **options)

    def create_radio_field(self, question, options) -> forms.Field:
        return OneOf(choices=pairs(question), widget=forms.RadioSelect, **options)

    def create_dropdown_field(self, question, options) -> forms.Field:
        return OneOf(choices=[("", _("Choose one")), *pairs(question)], **options)

    def create_checkboxes_field(self, question, options) -> forms.Field:
        return AnyOf(choices=pairs(question), **options)

    def get_form_class(self) -> type[AnswerForm]:
        return type("EditorsForm", (AnswerForm,), dict(self.formfields))


def pairs(question) -> list[tuple[str, str]]:
    return [(option, option) for option in question.options]


def contacts_in(questions, said: dict[str, Any]) -> set[str]:
    """The addresses and numbers that somebody gave."""
    asked = {question.clean_name for question in questions if question.field_type in CONTACTS}
    return {said[name] for name in asked & said.keys()}
