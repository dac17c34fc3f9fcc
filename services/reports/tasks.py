"""What has to be done for reports without anybody asking."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import called, periodic
from services.reports import due, followers, reminders


@periodic(at=time(7, 45), label=_("Tell residents when a report is due or late"))
@task(backend=BACKEND)
def tell_of_dates() -> int:
    return due.tell_of_dates()


@periodic(at=time(8, 0), label=_("Remind those who owe an answer about a report"))
@task(backend=BACKEND)
def remind_waiting() -> int:
    return reminders.remind_waiting()


@called(_("Tell those who follow a report"))
@task(backend=BACKEND)
def tell_others(event_pk: int) -> int:
    return followers.tell_of(event_pk)
