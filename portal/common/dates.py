"""Days and moments as people here write them: 22/11/2026, 15:30, 15:30 22/11/2026."""

from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime


def show_day(day: date) -> str:
    """A day, or the day of a moment as it is counted here."""
    here = localtime(day) if isinstance(day, datetime) else day
    return date_format(here, "DATE_FORMAT")


def show_time(moment: datetime) -> str:
    """The time of day here."""
    return time_format(localtime(moment), "TIME_FORMAT")


def show_moment(moment: datetime) -> str:
    """The time and the day here."""
    return date_format(localtime(moment), "DATETIME_FORMAT")
