"""The steps in which a report is told, and which fields each of them asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.reports import questions
from services.reports.forms.report import CONTACT, ReportForm


@dataclass(frozen=True)
class Step:
    """A part of the form shown by itself; two may go under one number."""

    name: str
    number: int
    fields: tuple[str, ...] = ()

    def asks(self, field: str) -> bool:
        return field in self.fields or (
            self.name == "details" and field.startswith(questions.PREFIX)
        )


STEPS = (
    Step("what", 1, ("description",)),
    Step("kind", 1, ("category",)),
    Step("details", 2, ("photos", "draft_photos")),
    Step("where", 3, ("commune", "address", "lat", "lon", "accuracy_m")),
    Step("similar", 3, ("follows",)),
    Step("who", 4, ("who", *CONTACT)),
    Step("check", 5),
)
NAMES = [step.name for step in STEPS]
FIRST, LAST = NAMES[0], NAMES[-1]


def asked_after(form: ReportForm, name: str) -> list[str]:
    """The fields that are only asked in steps after this one."""
    later = STEPS[NAMES.index(name) + 1 :]
    return [field for field in form.fields if any(step.asks(field) for step in later)]


def first_wrong(form: ReportForm) -> str:
    """The step in which something must be corrected; the last where it concerns the whole."""
    return next(wrong_steps(form), LAST)


def wrong_steps(form: ReportForm) -> Iterator[str]:
    for step in STEPS:
        if any(step.asks(field) for field in form.errors):
            yield step.name
