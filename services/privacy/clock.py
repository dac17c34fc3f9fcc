"""By when a request about data has to be acknowledged and done; the days stand in the settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal.workdays.calendar import WorkingCalendar, end_of_day

ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True)
class Terms:
    acknowledge_by: datetime
    due_at: datetime


def terms(kind: str, asked_at: datetime) -> Terms:
    """Both dates: working days for the answer, days for the deed; the first is not counted.

    An end on a day off moves to the next working day.
    """
    first = timezone.localdate(asked_at)
    calendar = WorkingCalendar.read(first)
    days = settings.DATA_REQUEST_DAYS
    acknowledged = calendar.add_working_days(first, days[ACKNOWLEDGE])
    done = calendar.this_or_next(first + timedelta(days=days[kind]))
    return Terms(end_of_day(acknowledged), end_of_day(done))
