"""What the history of a rule says: what was done, and each thing that was changed by it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import LogFormatter

from portal.common.workflow import Words
from services.reports.models import RoutingRule

LABELS = {
    "reports.rule_written": pgettext_lazy("a rule", "Written"),
    "reports.rule_changed": pgettext_lazy("a rule", "Changed"),
    "reports.rule_on": pgettext_lazy("a rule", "Switched on"),
    "reports.rule_off": pgettext_lazy("a rule", "Switched off"),
    "reports.rule_end": pgettext_lazy("a rule", "Ended"),
    "reports.rule_move": pgettext_lazy("a rule", "Moved"),
}
NOTHING = "–"


def formatter(words: Words) -> type[LogFormatter]:
    """What one kind of change says of itself."""

    class Change(LogFormatter):
        label = words

        def format_message(self, log_entry: Any) -> str:
            changed = (log_entry.data or {}).get("changed", {})
            told = "; ".join(in_words(name, *pair) for name, pair in changed.items())
            return f"{words}: {told}" if told else str(words)

    return Change


def in_words(name: str, before: str, after: str) -> str:
    label = capfirst(str(RoutingRule._meta.get_field(name).verbose_name))
    facts = {"what": label, "before": before or NOTHING, "after": after or NOTHING}
    return str(_("%(what)s: %(before)s → %(after)s")) % facts
