"""A question that nobody answers: until when it is waited for, and the report closed by rule."""

from django.db import transaction

from portal.common.moments import today
from portal.workdays.calendar import is_working_day
from services.reports import actions, reminders
from services.reports.actions.step import locked
from services.reports.given import Refusal
from services.reports.models import ReportEvent
from services.reports.reasons import Reason
from services.reports.workflow import ASKING, State

CLOSE = "close_unanswered"


def close_unanswered() -> int:
    """Close what was asked in vain; say how many. Nobody is told so on a day off."""
    if not is_working_day(today()):
        return 0
    asked = ReportEvent.objects.filter(step__in=ASKING, report__state=State.WAITING)
    over = asked.filter(details__until__lt=today().isoformat())
    return sum(close(pk) for pk in over.order_by("pk").values_list("pk", flat=True).iterator())


@transaction.atomic
def close(event_pk: int) -> bool:
    """Close the report of one question, unless the answer came, or another question, meanwhile."""
    event = ReportEvent.objects.get(pk=event_pk)
    event.report = locked(event.report)
    if not reminders.is_unanswered(event):
        return False
    actions.take_step(event.report, CLOSE, by=None, reason=Refusal(Reason.NO_ANSWER))
    return True
