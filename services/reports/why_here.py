"""Why a report lies where it lies, in sentences for its officers; the public reads none of them.

The event with which a report came to an agency keeps the facts in its details, under ROUTING.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.common.dates import show_moment
from services.reports.models import ReportEvent

ROUTING = "routing"
SENT_ON = "route"
REFUSE = "refuse"

# With these a report comes to a desk; opened again, it comes anew.
ARRIVALS = frozenset({"submit", "transfer", REFUSE, SENT_ON, "reopen", "object"})

WAYS = {
    "named": lambda: _("Its kind names this agency."),
    "several": lambda: _("Of the agencies that its kind names, it is the commune's own."),
    "own": lambda: _("It is the commune's own committee, and nobody else is named."),
    "city": lambda: _("No other open agency fits: the city's coordinators decide."),
    "refused": lambda: _("Two agencies have refused it: the city's coordinators decide."),
}

ASKED = {
    "category": lambda told: _("Kind: %(name)s") % {"name": told},
    "commune": lambda told: _("Commune: %(name)s") % {"name": told},
    "time": lambda told: _("Sent at: %(at)s") % {"at": show_moment(datetime.fromisoformat(told))},
    "question": lambda told: _("Answered as the rule asks: %(question)s") % {"question": told},
}


def sentences(facts: Mapping[str, Any]) -> list[str]:
    """What decided, what fitted, and the team it went to."""
    way = facts.get("way", "")
    told = [WAYS[way]()] if way in WAYS else by_rule(facts)
    if team := facts.get("team"):
        told.append(_("For the team: %(name)s") % {"name": team})
    return told


def by_rule(facts: Mapping[str, Any]) -> list[str]:
    fits = facts.get("fits", {})
    found = [say(fits[name]) for name, say in ASKED.items() if name in fits]
    named = {"name": facts.get("rule", "")}
    return [_("The rule “%(name)s” fits.") % named, *(found or [_("It asks nothing more.")])]


def way_here(events: Iterable[ReportEvent]) -> list[dict[str, Any]]:
    """Each time a report came to a desk, with what brought it there, oldest first."""
    return [
        {"at": event.at, "lines": what_brought_it(event)}
        for event in events
        if event.step in ARRIVALS
    ]


def what_brought_it(event: ReportEvent) -> list[str]:
    told = {
        "who": event.by.name if event.by else _("Somebody"),
        "from": event.details.get("from_name", ""),
        "to": event.details.get("name") or event.details.get(ROUTING, {}).get("name", ""),
    }
    match event.step:
        case "transfer":
            return [_("%(who)s sent it to %(to)s.") % told]
        case "reopen" | "object":
            return [_("It was opened again.")]
        case "refuse":
            begin = [_("%(from)s refused it, so it went to %(to)s.") % told]
        case "route":
            begin = [_("%(who)s gave it another kind, and sent it to %(to)s.") % told]
        case _:
            begin = [_("It went to %(to)s.") % told] if told["to"] else []
    return [*begin, *reasons(event)]


def reasons(event: ReportEvent) -> list[str]:
    if facts := event.details.get(ROUTING):
        return sentences(facts)
    return [_("No reasons were kept at that time.")]
