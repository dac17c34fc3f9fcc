"""Days and moments as people here write them: 22/11/2026, 15:30, 15:30 22/11/2026."""

from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime


def show_day(day: date) -> str:
    """A day, or the day of a moment as it is counted here."""
    return date_format(_here(day), "DATE_FORMAT")


def show_time(moment: datetime) -> str:
    """The time of day here."""
    return time_format(_here(moment), "TIME_FORMAT")


def show_moment(moment: datetime) -> str:
    """The time and the day here."""
    return date_format(_here(moment), "DATETIME_FORMAT")


def _here(day: date) -> date:
    return localtime(day) if isinstance(day, datetime) else day
