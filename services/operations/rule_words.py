"""A rule of routing in words: what it asks, and whether it decides now."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.accounts.hours import show_hour
from portal.common.dates import show_day
from portal.common.moments import today
from services.reports.models import RoutingRule

FEW = 3


def state_of(rule: RoutingRule) -> str:
    """Whether it decides today, will, or did."""
    if rule.is_over:
        return _("Over since %(day)s") % {"day": show_day(rule.valid_until)}
    if not rule.is_on:
        return pgettext("a rule", "Off")
    if rule.valid_from > today():
        return _("On, from %(day)s") % {"day": show_day(rule.valid_from)}
    if rule.valid_until:
        return _("On, until %(day)s") % {"day": show_day(rule.valid_until)}
    return pgettext("a rule", "On")


def tone_of(rule: RoutingRule) -> str:
    if rule.is_over:
        return "neutral"
    return "good" if rule.is_on else "waiting"


def conditions(rule: RoutingRule) -> list[dict[str, str]]:
    """All that it asks, in full."""
    rows = [
        (_("Category groups"), names(rule.groups.all())),
        (_("Report categories"), names(rule.categories.all())),
        (_("Communes"), names(rule.communes.all())),
        (pgettext("of the day", "Time"), time_in_words(rule)),
        (_("Answer"), f"{rule.question}: {rule.answer}" if rule.question else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def names(rows) -> str:
    return ", ".join(row.name for row in rows)


def time_in_words(rule: RoutingRule) -> str:
    if rule.hours == RoutingRule.Hours.ANY:
        return ""
    if rule.hours != RoutingRule.Hours.CHOSEN:
        return str(rule.get_hours_display())
    days = ", ".join(str(WEEKDAYS[day]) for day in sorted(rule.weekdays) if day in WEEKDAYS)
    return ", ".join(filter(None, [days, hours_in_words(rule)]))


def hours_in_words(rule: RoutingRule) -> str:
    if rule.from_time is None:
        return ""
    return f"{show_hour(rule.from_time)}–{show_hour(rule.until_time)}"


def in_short(rule: RoutingRule) -> str:
    """What it asks, for a list: a few names, then how many more."""
    kinds = [*rule.groups.all(), *rule.categories.all()]
    parts = [few(kinds), few(list(rule.communes.all())), time_in_words(rule), rule.answer]
    return "; ".join(filter(None, parts)) or _("Every report")


def few(rows: list) -> str:
    more = len(rows) - FEW
    told = names(rows[:FEW])
    if more <= 0:
        return told
    return ngettext("%(few)s and %(n)d more", "%(few)s and %(n)d more", more) % {
        "few": told,
        "n": more,
    }
