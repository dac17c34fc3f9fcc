"""What the names in braces mean, for those who write the words of messages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.notifications.kinds import Kind
from services.notifications.texts import facts_of
from services.notifications.wording import allowed, allowed_in_sight

MEANINGS = {
    "agency": _("The agency that handles it"),
    "code": _("The code to type in"),
    "commune": _("The ward or commune it is about"),
    "count": _("How many there are"),
    "dossiers": _("How many dossiers are late or due"),
    "due": _("The day on which the result is due"),
    "given": _("What the step says besides the note: day, reason, agency; may be empty"),
    "half": _("Reports of which half the time is over; may be empty"),
    "handler": _("The officer who handles it"),
    "how_to_read": _("How to read what is not public; empty when everyone may read it"),
    "judge": _("Where the person says whether she is satisfied"),
    "kept": _("What the law keeps; may be empty"),
    "late": _("Reports that are late; may be empty"),
    "news": _("What happened, one thing a line"),
    "note": _("What the officer wrote; may be empty"),
    "partner": _("The body outside that is asked to help"),
    "portal": _("The name of this portal"),
    "procedure": _("The name of the procedure"),
    "question": _("What the partner is asked for"),
    "received": _("When it was received"),
    "receiver": _("The officer who received it"),
    "reference": _("The code with which the resident tracks it"),
    "reports": _("How many reports are late or due"),
    "request": _("What the person asked for"),
    "settings": _("The address of the page where one chooses topics, places and days"),
    "state": _("How far along it is"),
    "stop": _("The address of the page where one stops following"),
    "title": _("What it is about, and where"),
    "titles": _("The titles of the pages, one a line"),
    "tomorrow": _("Reports due on the next working day; may be empty"),
    "until": _("Until which day"),
    "url": _("The address of the page where the resident reads it"),
    "what": _("What was changed"),
}
UNEXPLAINED = pgettext_lazy("a fact in a message", "See the example")


def explained(kind: Kind) -> list[dict]:
    """Each name this kind's words may use: what it means, an example, and where it may stand."""
    examples = facts_of(kind, kind.facts)
    in_sight = allowed_in_sight(kind)
    return [
        {
            "word": f"{{{name}}}",
            "meaning": MEANINGS.get(name, UNEXPLAINED),
            "example": examples[name],
            "anywhere": name in in_sight,
        }
        for name in sorted(allowed(kind), key=lambda name: (name not in in_sight, name))
    ]
