"""A report that is about to be sent, read back to its writer: the answers, and what to know."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.common.dates import show_day
from portal.common.mentions import find_mentions
from portal.common.phones import show_phone
from services.reports import clock, questions
from services.reports.forms import ReportForm


def rows(form: ReportForm, *, photos: int = 0) -> list[dict[str, str]]:
    """What was told, each with the step in which it can be changed."""
    told = form.cleaned_data
    return [
        row(_("What needs to be put right?"), told["description"], "what"),
        row(_("About"), told["category"].name, "kind"),
        *(
            row(answer["label"], answer["answer"], "details")
            for answer in questions.answers(told["category"], told)
        ),
        row(_("Photos"), photos_in_words(len(form.drafts) + photos), "details"),
        row(_("Place"), place(told), "where"),
        row(pgettext("report", "From"), sender(form), "who"),
    ]


def row(label: str, value: str, step: str) -> dict[str, str]:
    return {"label": label, "value": value, "step": step}


def photos_in_words(photos: int) -> str:
    if not photos:
        return _("None")
    return ngettext("%(number)s photo", "%(number)s photos", photos) % {"number": photos}


def place(told: dict[str, Any]) -> str:
    where = ", ".join(filter(None, [told["address"], told["commune"].name]))
    return _("%(place)s, with a pin on the map") % {"place": where} if told["lat"] else where


def sender(form: ReportForm) -> str:
    told = form.cleaned_data
    known = [told["contact_name"], show_phone(told["contact_phone"]), told["contact_email"]]
    return ", ".join(filter(None, known)) or _("Anonymous")


def mentions(form: ReportForm) -> list[dict[str, Any]]:
    """Personal details in the words: which, where they stand, and in which step they were said."""
    said = {"what": form.cleaned_data["description"], "where": form.cleaned_data["address"]}
    found = {step: find_mentions(text) for step, text in said.items()}
    return [
        {
            "step": step,
            "kinds": list(dict.fromkeys(mention.kind.label for mention in found[step])),
            "pieces": pieces(text, found[step]),
        }
        for step, text in said.items()
        if found[step]
    ]


def pieces(text: str, found: list) -> list[dict[str, Any]]:
    """The text cut where personal details begin and end."""
    cut, position = [], 0
    for mention in found:
        cut += [piece(text[position : mention.start]), piece(mention.text, is_mention=True)]
        position = mention.end
    return [one for one in [*cut, piece(text[position:])] if one["text"]]


def piece(text: str, *, is_mention: bool = False) -> dict[str, Any]:
    return {"text": text, "is_mention": is_mention}


def promise(form: ReportForm) -> dict[str, Any]:
    """By when it is answered."""
    days = form.cleaned_data["category"].target_days
    return {"day": show_day(clock.due(days)), "days": days}
