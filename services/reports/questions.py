"""The questions that only some kinds of report ask: as fields of a form, and what is kept of them.

The six kinds of Open311: string, number, datetime, text, singlevaluelist, multivaluelist.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.common.dates import show_moment
from portal.common.forms import LineField, ParagraphsField
from services.reports.models import Category

PREFIX = "q_"
MOMENT = "%Y-%m-%dT%H:%M"  # As browsers send what was chosen in their own calendar.
MOMENTS = [MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"]


def string(question: Mapping[str, Any], **options: Any) -> forms.Field:
    return LineField(max_length=200, **options)


def text(question: Mapping[str, Any], **options: Any) -> forms.Field:
    return ParagraphsField(max_length=1000, **options)


def number(question: Mapping[str, Any], **options: Any) -> forms.Field:
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"})
    return forms.DecimalField(max_digits=12, decimal_places=3, widget=widget, **options)


def moment(question: Mapping[str, Any], **options: Any) -> forms.Field:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(widget=widget, input_formats=MOMENTS, **options)


def one(question: Mapping[str, Any], **options: Any) -> forms.Field:
    return forms.ChoiceField(choices=choices(question), widget=forms.RadioSelect, **options)


def several(question: Mapping[str, Any], **options: Any) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices(question), widget=boxes, **options)


KINDS: dict[str, Callable[..., forms.Field]] = {
    "string": string,
    "number": number,
    "datetime": moment,
    "text": text,
    "singlevaluelist": one,
    "multivaluelist": several,
}


def choices(question: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(value, value) for value in map(str, question.get("values", []))]


def fields_of(category: Category) -> dict[str, forms.Field]:
    """A field for each question of this kind, under the name the form gives it."""
    return {f"{PREFIX}{question['code']}": field_of(question) for question in category.questions}


def field_of(question: Mapping[str, Any]) -> forms.Field:
    label = question["label"]
    sentences = {"required": _("Answer the question “%(label)s”.") % {"label": label}}
    if question["type"] in ("singlevaluelist", "multivaluelist"):
        sentences["invalid_choice"] = _("Choose one of the answers in the list.")
    required = bool(question.get("required"))
    make = KINDS[question["type"]]
    return make(question, label=label, required=required, error_messages=sentences)


def answers(category: Category, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is kept: code, question and answer in words; values are clean, by the form's names."""
    told = [
        (question, in_words(values.get(f"{PREFIX}{question['code']}")))
        for question in category.questions
    ]
    return [
        {"code": question["code"], "label": question["label"], "answer": answer}
        for question, answer in told
        if answer
    ]


def in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    return show_moment(value) if hasattr(value, "hour") else str(value)


def read(category: Category, said: Mapping[str, Any]) -> list[dict[str, str]]:
    """The answers sent by another system, by their codes; a sentence for each that is wrong."""
    asked = fields_of(category)
    errors: dict[str, Any] = {}
    values = {}
    for name, field in asked.items():
        code = name.removeprefix(PREFIX)
        try:
            values[name] = field.clean(plain(said.get(code)))
        except ValidationError as wrong:
            errors[code] = wrong
    if any(f"{PREFIX}{code}" not in asked for code in said):
        errors[""] = [_("This kind of report does not ask all the questions you answered.")]
    if errors:
        raise ValidationError(errors)
    return answers(category, values)


def plain(value: Any) -> Any:
    """A value as a form would have it: words, or a few of them."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return None if value is None else str(value)
