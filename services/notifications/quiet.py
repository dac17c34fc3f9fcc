"""The hours in which nobody's telephone should ring for us."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from services.notifications.kinds import Kind
from services.notifications.models import Channel


def earliest(channel: str, kind: Kind, moment: datetime) -> datetime:
    """The moment itself; for an SMS at night that can wait, the morning after."""
    if channel != Channel.SMS or kind.is_urgent:
        return moment
    here = timezone.localtime(moment)
    if not is_quiet(here.time()):
        return moment
    morning = datetime.combine(here.date(), settings.SMS_QUIET_UNTIL, here.tzinfo)
    return morning if morning > here else morning + timedelta(days=1)


def is_quiet(hour: time) -> bool:
    """Whether people sleep at this hour; the quiet hours may go past midnight."""
    start, end = settings.SMS_QUIET_FROM, settings.SMS_QUIET_UNTIL
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end
