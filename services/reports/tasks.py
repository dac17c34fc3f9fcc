"""What has to be done for reports without anybody asking."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic
from services.reports import reminders


@periodic(at=time(8, 0), label=_("Remind those who owe an answer about a report"))
@task(backend=BACKEND)
def remind_waiting() -> int:
    return reminders.remind_waiting()
