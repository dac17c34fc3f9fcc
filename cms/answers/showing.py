"""How answers are shown to people, and written into files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.models.form_answers import FormAnswer
from cms.models.form_fields import FormField, Kind
from portal.common.amounts import show_number
from portal.common.dates import show_day
from portal.common.phones import show_phone


def for_file(question: FormField, said: Any) -> Any:
    """An answer as a spreadsheet takes it: numbers to be added, days to be sorted."""
    if said is None:
        return ""
    if question.field_type == Kind.NUMBER:
        return Decimal(said)
    if question.field_type == Kind.DAY:
        return date.fromisoformat(said)
    return shown(question, said)


def shown(question: FormField, said: Any) -> str:
    """An answer as people write it here; nothing as nothing."""
    if said is None:
        return ""
    if isinstance(said, list):
        return "; ".join(said)
    if said is True:
        return _("Yes")
    return SHOWN.get(question.field_type, str)(said)


SHOWN = {
    Kind.PHONE: show_phone,
    Kind.NUMBER: lambda said: show_number(Decimal(said)),
    Kind.DAY: lambda said: show_day(date.fromisoformat(said)),
}


def rows_of(answer: FormAnswer, questions: list[FormField]) -> list[dict[str, str]]:
    """Each question with what was answered, in the order of the form."""
    said = answer.said
    return [
        {"label": one.label, "value": shown(one, said.get(one.clean_name))} for one in questions
    ]


def in_words(answer: FormAnswer) -> str:
    """Everything that was answered, for whoever answered it."""
    rows = rows_of(answer, list(answer.page.form_fields.all()))
    return "\n".join(f"{row['label']}: {row['value']}" for row in rows if row["value"])
