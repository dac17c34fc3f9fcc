"""What a step was given besides its note, in sentences for whoever reads the timeline."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from portal.common.dates import show_day, show_moment
from services.reports.models import ReportEvent
from services.reports.reasons import Ground, Reason


def in_words(event: ReportEvent) -> list[str]:
    """One sentence for each thing; the steps that are not public tell officers alone."""
    told = event.details
    day = told.get("day")
    sentences = {
        "officer": lambda: _("Officer: %(name)s") % {"name": told["name"]},
        "day": lambda: _("Planned for %(day)s") % {"day": show_day(date.fromisoformat(day))},
        "reason": lambda: _("Reason: %(reason)s") % {"reason": Reason(told["reason"]).label},
        "right_agency": lambda: _("Who decides on it: %(who)s") % {"who": told["right_agency"]},
        "ground": lambda: _("Ground: %(ground)s") % {"ground": Ground(told["ground"]).label},
        "document": lambda: _("Document: %(document)s") % {"document": told["document"]},
        "to": lambda: _("Now: %(name)s") % {"name": told["name"]},
        "metres": lambda: _("%(metres)d m from the pin") % {"metres": told["metres"]},
        "done_at": lambda: _("It was at %(at)s, and sent later.") % {"at": moment(told["done_at"])},
        "partner": lambda: _("Partner: %(name)s") % {"name": told["partner"]},
        "into": lambda: _("Goes on as %(reference)s") % {"reference": told["into"]},
        "parts": lambda: _("Parts: %(references)s") % {"references": ", ".join(told["parts"])},
    }
    return [words() for name, words in sentences.items() if name in told]


def moment(written: str) -> str:
    return show_moment(datetime.fromisoformat(written))
