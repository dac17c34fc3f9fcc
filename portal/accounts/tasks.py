"""What has to be done for people without anybody asking."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from portal.accounts import actions
from portal.jobs.queue import BACKEND
from portal.jobs.schedule import periodic


@periodic(every=timedelta(hours=1), label=_("Take back the keys of those who left"))
@task(backend=BACKEND)
def withdraw_ended() -> None:
    """Who has left keeps no keys."""
    actions.withdraw_ended()


@periodic(every=timedelta(hours=1), label=_("Hand over the keys of those who begin"))
@task(backend=BACKEND)
def hand_out_begun() -> int:
    """Who begins has what the role brings."""
    return actions.hand_out_begun()


@periodic(every=timedelta(hours=1), label=_("Take up new agency codes"))
@task(backend=BACKEND)
def take_up_codes() -> int:
    """From its first day an agency carries its new code."""
    return actions.take_up_codes()
