"""What the history of a rule says: what was done, and each thing that was changed by it."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from django.db.models import Model
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import LogFormatter

from portal.accounts.hours import show_hour
from portal.accounts.models import Agency
from portal.common.workflow import Words
from portal.places.models import Commune
from services.operations.rule_forms import questions
from services.reports.models import Category, CategoryGroup, RoutingRule

LABELS = {
    "reports.rule_written": pgettext_lazy("a rule", "Written"),
    "reports.rule_changed": pgettext_lazy("a rule", "Changed"),
    "reports.rule_on": pgettext_lazy("a rule", "Switched on"),
    "reports.rule_off": pgettext_lazy("a rule", "Switched off"),
    "reports.rule_end": pgettext_lazy("a rule", "Ended"),
    "reports.rule_move": pgettext_lazy("a rule", "Moved"),
}
NOTHING = "–"
LISTED = ", "  # Between the codes of several.


def named(model: type[Model]) -> Callable[[str], str]:
    """The names of what the history keeps by its codes; a code of nothing we know stays."""

    def names(kept: str) -> str:
        codes = kept.split(LISTED)
        known = dict(model._default_manager.filter(code__in=codes).values_list("code", "name"))
        return LISTED.join(known.get(code, code) for code in codes)

    return names


def chosen(names: Mapping[str, Words]) -> Callable[[str], str]:
    """The words of one of a few values, or of several."""
    return lambda kept: LISTED.join(str(names.get(one, one)) for one in kept.split(LISTED))


def asked(code: str) -> str:
    return dict(questions()).get(code, code)


def hour(kept: str) -> str:
    return show_hour(time.fromisoformat(kept)) if kept else ""


READ: dict[str, Callable[[str], str]] = {
    "is_on": chosen(
        {"True": pgettext_lazy("a rule", "On"), "False": pgettext_lazy("a rule", "Off")}
    ),
    "hours": chosen(dict(RoutingRule.Hours.choices)),
    "weekdays": chosen({str(day): name for day, name in WEEKDAYS.items()}),
    "from_time": hour,
    "until_time": hour,
    "question": asked,
    "agency": named(Agency),
    "groups": named(CategoryGroup),
    "categories": named(Category),
    "communes": named(Commune),
}  # What is not here is kept in words already.


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
    read = READ.get(name, str)
    facts = {"what": label, "before": read(before) or NOTHING, "after": read(after) or NOTHING}
    return str(_("%(what)s: %(before)s → %(after)s")) % facts
