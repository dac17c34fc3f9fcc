"""Texts that officers use again and again: which facts they may name, and what they say then.

Only these facts: so no text can tell anything personal, whoever writes it.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from portal.common.dates import show_day
from services.notifications.kinds import Kind
from services.notifications.wording import fill, harmless, misused
from services.reports.models import Report, StandardText
from services.reports.workflow import STEPS

LONGEST = 2000  # As much as a note may hold.

SAMPLE = {
    "reference": "PA-7K3M-92",
    "category": "Đèn đường không sáng",
    "commune": "Phường Sóc Trăng",
    "address": "Đường Hai Bà Trưng, trước cổng chợ",
    "due": "02/12/2026",
    "agency": "UBND phường Sóc Trăng",
    "officer": "Nguyễn Thị Hoa",
}
MEANINGS = {
    "reference": _("The code with which the resident tracks it"),
    "category": _("The kind of report"),
    "commune": _("The ward or commune it is about"),
    "address": _("The place in words, without telephones and other numbers; may be empty"),
    "due": _("The day on which the report is due"),
    "agency": _("The agency that handles it"),
    "officer": _("Your own name"),
}
# For the checks of messages' words: never sent, so never registered.
KIND = Kind(name="reports/standard_text", label=_("Standard text"), facts=SAMPLE)

# The steps at which an officer writes a note that a text may fill.
NOTED = {name: step for name, step in STEPS.items() if step.permission}


def faults(body: str) -> list[str]:
    """What is wrong with these words, in sentences; empty when they may be kept."""
    return list(misused(body, KIND, frozenset(SAMPLE)))


def sample(body: str) -> str:
    """How the text looks for an invented report."""
    return fill(body, SAMPLE)


def filled(text: StandardText, report: Report, officer_name: str) -> str:
    """What this text says of this report; cut where long names make it longer than a note."""
    return fill(text.body, facts_of(report, officer_name))[:LONGEST]


def facts_of(report: Report, officer_name: str) -> dict[str, str]:
    facts = {
        "reference": report.reference,
        "category": report.category.name,
        "commune": report.commune.name,
        "address": report.public_address,
        "due": show_day(report.due_at),
        "agency": report.agency.name,
        "officer": officer_name,
    }
    return {name: harmless(fact) for name, fact in facts.items()}


def offered(report: Report, steps: Iterable[str]) -> list[StandardText]:
    """The texts for this report that serve one of these steps, those used most first."""
    possible = {*steps} & {*NOTED}
    texts = StandardText.objects.for_report(report).most_used_first()
    return [text for text in texts if any(text.serves(name) for name in possible)]


def steps_in_words(text: StandardText) -> Iterator[str]:
    return (str(NOTED[name].label) for name in text.steps if name in NOTED)
