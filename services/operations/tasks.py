"""What has to be done for officers without anybody asking."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic
from services.operations import clock_warnings, morning, partner_warnings
from services.reports import unanswered


@periodic(at=time(7, 30), label=_("Tell officers what is due today"))
@task(backend=BACKEND)
def tell_officers() -> int:
    return morning.tell_officers()


@periodic(at=time(7, 40), label=_("Warn officers and heads of what is getting late"))
@task(backend=BACKEND)
def warn_of_lateness() -> int:
    return clock_warnings.warn_all()


@periodic(at=time(8, 20), label=_("Tell officers which partners are late"))
@task(backend=BACKEND)
def warn_of_partners() -> int:
    return partner_warnings.warn_all()


# Here and not with the reports' own: what they enqueue must not know the actions that enqueue it.
@periodic(at=time(7, 15), label=_("Close reports whose question nobody answered in time"))
@task(backend=BACKEND)
def close_unanswered() -> int:
    return unanswered.close_unanswered()
