"""How the queue is doing: for watchmen, and the schedule's screen. Cheap enough to ask often."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max

from portal.common.moments import now
from portal.jobs.models import Heartbeat, ScheduleEntry
from portal.jobs.queue import jobs
from portal.jobs.schedule import DUTIES

TOO_LONG = timedelta(minutes=15)  # A due job that waits longer is waiting for help.
LATELY = timedelta(days=7)


class Condition(StrEnum):
    """How a part of the portal stands, in one word."""

    OK = "ok"
    LATE = "late"  # Somebody works, but not fast enough, or not at everything.
    DOWN = "down"


def condition() -> Condition:
    """How the background work stands; nobody working is down."""
    if not Heartbeat.objects.fresh().exists():
        return Condition.DOWN
    is_late = due_before(now() - TOO_LONG).exists() or overdue_duties().exists()
    return Condition.LATE if is_late else Condition.OK


def overdue_duties():
    """Duties that nobody took up in time; those that no code knows any more do not count."""
    return ScheduleEntry.objects.overdue().filter(name__in=DUTIES)


def due_before(moment: datetime) -> DBTaskResultQuerySet:
    """Jobs that might have begun before this moment, and have not."""
    at_once = Q(run_after=get_date_max(), enqueued_at__lt=moment)
    return jobs().filter(at_once | Q(run_after__lt=moment), status=TaskResultStatus.READY)


def oldest_waiting() -> datetime | None:
    """Since when the job that has waited longest might have begun."""
    waiting = jobs().ready()
    at_once = waiting.filter(run_after=get_date_max()).order_by("enqueued_at").first()
    put_off = waiting.exclude(run_after=get_date_max()).order_by("run_after").first()
    since = [at_once.enqueued_at] if at_once else []
    since += [put_off.run_after] if put_off else []
    return min(since, default=None)


def failed_lately() -> DBTaskResultQuerySet:
    """Jobs given up in the last days, the newest first."""
    return jobs().failed().filter(finished_at__gt=now() - LATELY).order_by("-finished_at")


def failed_job(job_id) -> DBTaskResult | None:
    return failed_lately().filter(pk=job_id).first()
