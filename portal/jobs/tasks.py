"""The queue's own housekeeping."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.common.moments import now
from portal.jobs import reaper
from portal.jobs.models import Heartbeat
from portal.jobs.queue import BACKEND, jobs
from portal.jobs.schedule import periodic

KEEP_FINISHED = timedelta(days=14)
KEEP_SILENT = timedelta(days=1)


@periodic(every=timedelta(seconds=30), label=_("Free what was interrupted"))
@task(backend=BACKEND)
def reap() -> int:
    """Let interrupted jobs start again."""
    return reaper.free_interrupted()


@periodic(every=timedelta(hours=6), label=_("Forget finished jobs"))
@task(backend=BACKEND)
def prune() -> int:
    """Forget what was finished long ago, and workers long gone."""
    Heartbeat.objects.filter(at__lt=now() - KEEP_SILENT).delete()
    return jobs().finished().filter(finished_at__lt=now() - KEEP_FINISHED).delete()[0]
