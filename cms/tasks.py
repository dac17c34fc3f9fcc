"""What the newsroom's words need done on time."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms.alerts import current
from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic


@periodic(every=timedelta(minutes=1), label=_("See which alerts began or ended"))
@task(backend=BACKEND)
def notice_alerts() -> int:
    """Let pages look anew when an alert has just begun or ended."""
    return current.notice()
