"""Background work in words for people: what a job is called, how often, how long."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.jobs.schedule import DUTIES, LABELS, Duty

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def name_of(task_path: str) -> str | Promise:
    """What a task is called; one nobody named goes by a name for all."""
    return LABELS.get(task_path) or _("Background job")


def rhythm(duty: Duty) -> str:
    """How often a duty comes round: “every 30 seconds”, “every day at 7:30”."""
    if duty.at:
        return _("Every day at %(hour)s") % {"hour": f"{duty.at.hour}:{duty.at.minute:02d}"}
    return _("Every %(span)s") % {"span": span(duty.every)}


def span(length: timedelta) -> str:
    """A stretch of time by its largest unit."""
    if length < MINUTE:
        count = round(length.total_seconds())
        return ngettext("%(count)s second", "%(count)s seconds", count) % {"count": count}
    if length < HOUR:
        count = length // MINUTE
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if length < DAY:
        count = length // HOUR
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = length // DAY
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def took(length: timedelta | None) -> str:
    """How long something was at work; short things are not measured in nothing."""
    if length is None:
        return ""
    return _("under a second") if length < timedelta(seconds=1) else span(length)


def known_duties() -> dict[str, Duty]:
    """Every duty of the portal by its name, in the order of their words."""
    return dict(sorted(DUTIES.items(), key=lambda item: str(name_of(item[0]))))
