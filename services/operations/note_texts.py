"""Standard texts beside the notes of a report's page: chosen, put into the note, counted."""

from typing import Any

from portal.accounts.models import User
from services.operations.partners import ASK
from services.reports import standard_texts
from services.reports.models import Report, StandardText

ASKED = "mau"  # The parameter by which a text is chosen without JavaScript.


def beside_notes(page: dict, user: User, chosen: str) -> dict:
    """The texts to choose from; the one that was chosen stands in the notes it serves."""
    forms = forms_by_steps(page)
    steps = {name for names, _form in forms for name in names}
    texts = [
        row(text, page["report"], user) for text in standard_texts.offered(page["report"], steps)
    ]
    now = next((one for one in texts if str(one["text"].pk) == chosen), None)
    for names, form in forms:
        form.note_for = " ".join(names)
        form.used_text = form.data.get("text", "") if form.is_bound else ""
        if now and not form.is_bound and is_for(now["text"], names):
            form.initial["note"], form.used_text = now["words"], chosen
    return {"texts": texts, "chosen_text": now}


def forms_by_steps(page: dict) -> list[tuple[list[str], Any]]:
    """Each form that has a note, with the steps that it serves."""
    plain = [([*page["form"].steps], page["form"])]
    given = [([form.name], form) for form in page["more"]]
    partner = [([ASK], page["partner_form"])] if page["partner_form"] else []
    return plain + given + partner


def row(text: StandardText, report: Report, user: User) -> dict:
    words = standard_texts.filled(text, report, user.name)
    return {"text": text, "words": words, "steps": " ".join(text.steps)}


def is_for(text: StandardText, names: list[str]) -> bool:
    """A text for all steps goes into the first form alone: the others would all open."""
    return bool({*text.steps} & {*names}) if text.steps else len(names) > 1


def count_use(user: User, typed: str) -> None:
    """Note that a step was taken with this text, if it is one that this officer may use."""
    if typed.isascii() and typed.isdecimal() and len(typed) <= len("123456789"):
        StandardText.objects.readable_by(user).filter(pk=int(typed)).count_use()
