"""What a step was given besides its note, in sentences for whoever reads the timeline."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common.dates import show_day, show_moment
from services.reports.models import ReportEvent
from services.reports.reasons import BlockReason, Ground, HidingReason, Reason


def in_words(event: ReportEvent) -> list[str]:
    """One sentence for each thing; the steps that are not public tell officers alone."""
    told = event.details
    day = told.get("day")
    sentences = {
        "officer": lambda: _("Officer: %(name)s") % {"name": told["name"]},
        "day": lambda: _("Planned for %(day)s") % {"day": show_day(date.fromisoformat(day))},
        "until": lambda: until_in_words(event),
        "reason": lambda: _("Reason: %(reason)s") % {"reason": Reason(told["reason"]).label},
        "right_agency": lambda: _("Who decides on it: %(who)s") % {"who": told["right_agency"]},
        "hidden": lambda: _("Reason: %(reason)s") % {"reason": HidingReason(told["hidden"]).label},
        "blocked": lambda: _("Reason: %(reason)s") % {"reason": BlockReason(told["blocked"]).label},
        "spots": lambda: ngettext("%d place", "%d places", told["spots"]) % told["spots"],
        "ground": lambda: _("Ground: %(ground)s") % {"ground": Ground(told["ground"]).label},
        "document": lambda: _("Document: %(document)s") % {"document": told["document"]},
        "to": lambda: _("Now: %(name)s") % {"name": told["name"]},
        "metres": lambda: _("%(metres)d m from the pin") % {"metres": told["metres"]},
        "done_at": lambda: _("It was at %(at)s, and sent later.") % {"at": moment(told["done_at"])},
        "partner": lambda: _("Partner: %(name)s") % {"name": told["partner"]},
        "done": lambda: done_or_not(told["done"]),
        "into": lambda: _("Goes on as %(reference)s") % {"reference": told["into"]},
        "out_of": lambda: _("Had gone on as %(reference)s") % {"reference": told["out_of"]},
        "absorbed": lambda: _("It was %(reference)s") % {"reference": told["absorbed"]},
        "whole": lambda: _("Part of %(reference)s") % {"reference": told["whole"]},
        "parts": lambda: _("Parts: %(references)s") % {"references": ", ".join(told["parts"])},
    }
    return [words() for name, words in sentences.items() if name in told]


def done_or_not(is_done: bool) -> str:
    return _("What was asked is done.") if is_done else _("What was asked cannot be done.")


def until_in_words(event: ReportEvent) -> str:
    """Till when a sender is blocked, or an answer is awaited."""
    day = show_day(date.fromisoformat(event.details["until"]))
    if "blocked" in event.details:
        return _("Until %(day)s") % {"day": day}
    return _("Answer awaited until %(day)s") % {"day": day}


def moment(written: str) -> str:
    return show_moment(datetime.fromisoformat(written))
