"""A report among others: as which it goes on, of which it is a part, and its own parts.

What is not public is named by its reference at most: whoever may read it finds it by that.
"""

from django.db.models import QuerySet

from services.reports.models import Report
from services.reports.workflow import CLOSED, State


def goes_on_as(report: Report) -> Report | None:
    """The report into which this one was merged, where everyone may open it."""
    if report.state != State.MERGED:
        return None
    told = [event.details["into"] for event in report.events.all() if "into" in event.details]
    return named().filter(reference=told[-1]).first() if told else None


def whole_of(report: Report) -> Report | None:
    """The report of which this is a part, where everyone may open it."""
    return named().filter(pk=report.parent_id).first() if report.parent_id else None


def named() -> QuerySet[Report]:
    return Report.objects.public().select_related("category", "commune")


def parts_of(report: Report, *, in_full: bool) -> list[dict]:
    """Its parts, oldest first: what, who sees to it, how far it is, and what was answered.

    To others than its sender and its officers a part that is not public shows no more than that
    it is there.
    """
    found = report.parts.select_related("category", "agency", "commune").with_timeline()
    return [part_in_words(part, in_full=in_full) for part in found.order_by("pk")]


def part_in_words(part: Report, *, in_full: bool) -> dict:
    told = in_full or not part.is_private
    return {
        "reference": part.reference,
        "url": "" if part.is_private else part.get_absolute_url(),
        "title": part.category.name if told else "",
        "agency": part.agency.name if told else "",
        "state": part.state_at_desk,
        "tone": part.tone,
        "answer": answer(part) if told else "",
    }


def answer(part: Report) -> str:
    """What was said when it was closed."""
    notes = [event.public_note for event in part.events.all() if event.state in CLOSED]
    return notes[-1] if notes and part.state in CLOSED else ""
