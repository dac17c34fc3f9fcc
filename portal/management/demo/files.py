"""The data files of the demonstration, and the moments they speak of."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from portal.common.moments import now
from portal.workdays.calendar import WorkingCalendar

FOLDER = Path(__file__).resolve().parent


def read(name: str) -> list[dict[str, Any]]:
    """The rows of one data file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def ago(days: float) -> datetime:
    """So many days before now."""
    return now() - timedelta(days=days)


OPENS_AT, CLOSES_AT = time(7, 30), time(17, 0)
BY_RESIDENTS = {"supply", "withdraw", "follow", "join", "judge"}  # At any hour of any day.


def moments(start: datetime, path: list[dict]) -> list[tuple[dict, datetime]]:
    """Each step of a path with its moment, hours after the step before; none in the future."""
    calendar = WorkingCalendar.read(start.date())
    told, planned, moment = [], start, start
    for step in path:
        planned += timedelta(hours=step["after_hours"])
        wished = max(planned, moment + timedelta(minutes=3))
        from_resident = step["step"] in BY_RESIDENTS
        moment = wished if from_resident else in_office_hours(wished, calendar)
        if moment > now():
            break
        told.append((step, moment))
    return told


def in_office_hours(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """This moment when offices are open; else a little after they open next."""
    local = timezone.localtime(moment)
    open_today = calendar.is_working_day(local.date()) and local.time() < CLOSES_AT
    if open_today and local.time() >= OPENS_AT:
        return moment
    day = local.date() if open_today else calendar.next_working_day(local.date())
    opening = timezone.make_aware(datetime.combine(day, OPENS_AT))
    return opening + timedelta(minutes=local.minute + 5)


def at_the_counter(days: float) -> datetime:
    """About so many days ago, at an hour at which the counter was open."""
    local = timezone.localtime(ago(days))
    calendar = WorkingCalendar.read(local.date() - timedelta(days=14))
    while not calendar.is_working_day(local.date()):
        local -= timedelta(days=1)
    if not OPENS_AT <= local.time() < CLOSES_AT:
        local = local.replace(hour=8 + local.hour % 8)
    return min(local, now())
