"""What is done for the pages without anybody asking."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms import outcomes
from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic


@periodic(at=time(8, 20), label=_("Remind publishers of outcomes that are owed"))
@task(backend=BACKEND)
def remind_of_outcomes() -> int:
    return outcomes.remind_publishers()


@periodic(at=time(9, 0), label=_("Tell those who commented of the outcome"))
@task(backend=BACKEND)
def tell_of_outcomes() -> int:
    return outcomes.tell_commenters()
