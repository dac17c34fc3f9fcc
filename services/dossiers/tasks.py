"""What has to be done for dossiers without anybody asking."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic
from services.dossiers import reminders


@periodic(at=time(8, 0), label=_("Remind those awaited at the one-stop desk"))
@task(backend=BACKEND)
def remind_awaited() -> int:
    return reminders.remind_awaited()
