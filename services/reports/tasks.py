"""What has to be done for reports without anybody asking."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import called, periodic
from services.reports import (
    area_digest,
    due,
    followers,
    orphans,
    partner_reminders,
    reminders,
    tallies,
    weighing,
)


@periodic(at=time(7, 45), label=_("Tell residents when a report is due or late"))
@task(backend=BACKEND)
def tell_of_dates() -> int:
    return due.tell_of_dates()


@periodic(at=time(8, 0), label=_("Remind those who owe an answer about a report"))
@task(backend=BACKEND)
def remind_waiting() -> int:
    return reminders.remind_waiting()


@periodic(at=time(8, 10), label=_("Remind partners whose answer is due or late"))
@task(backend=BACKEND)
def remind_partners() -> int:
    return partner_reminders.remind_partners()


@periodic(at=time(3, 20), label=_("Take away files of photos to which nothing points"))
@task(backend=BACKEND)
def sweep_orphans() -> int:
    return orphans.sweep()


@called(_("Tell those who follow a report"))
@task(backend=BACKEND)
def tell_others(event_pk: int) -> int:
    return followers.tell_of(event_pk)


@called(_("Weigh whether a new report is none"))
@task(backend=BACKEND)
def weigh_report(report_pk: int) -> int:
    return weighing.weigh(report_pk)


@periodic(at=area_digest.SENT_AT, label=_("Send the daily letters of areas that people follow"))
@task(backend=BACKEND)
def send_area_digests() -> int:
    return area_digest.send_all()


@periodic(every=timedelta(minutes=1), label=_("Count reports for the map"))
@task(backend=BACKEND)
def count_changes() -> int:
    return tallies.count_changes()


@periodic(at=time(2, 40), label=_("Count all reports afresh"))
@task(backend=BACKEND)
def count_all() -> int:
    return tallies.count_all()
