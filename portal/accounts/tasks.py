"""What has to be done for people without anybody asking."""

from datetime import timedelta

from django_tasks import task

from portal.accounts import actions
from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic


@periodic(every=timedelta(hours=1))
@task(backend=BACKEND)
def withdraw_ended() -> None:
    """Who has left keeps no keys."""
    actions.withdraw_ended()
