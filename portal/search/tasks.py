"""What the search has to do without anybody asking."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic
from portal.search import spelling, unanswered


@periodic(every=timedelta(hours=1), label=_("Learn the words by which the search corrects slips"))
@task(backend=BACKEND)
def refresh_vocabulary() -> int:
    return spelling.refresh_vocabulary()


@periodic(label=_("Let go of old questions without an answer"))
@task(backend=BACKEND)
def forget_unanswered() -> int:
    return unanswered.forget_old()
