"""What is done for the newsroom's pages and words without anybody asking."""

from datetime import time, timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms import outcomes
from cms.alerts import current
from cms.links import collect, missed, outside
from portal.jobs.queue import BACKEND, enqueue
from portal.jobs.schedule import called, periodic


@periodic(every=timedelta(minutes=1), label=_("See which alerts began or ended"))
@task(backend=BACKEND)
def notice_alerts() -> int:
    """Let pages look anew when an alert has just begun or ended."""
    return current.notice()


@periodic(at=time(8, 20), label=_("Remind publishers of outcomes that are owed"))
@task(backend=BACKEND)
def remind_of_outcomes() -> int:
    return outcomes.remind_publishers()


@periodic(at=time(9, 0), label=_("Tell those who commented of the outcome"))
@task(backend=BACKEND)
def tell_of_outcomes() -> int:
    return outcomes.tell_commenters()


# Readers are promised the minute, and a busy worker may come a little late.
@periodic(every=timedelta(seconds=20), label=_("Publish and withdraw pages whose time has come"))
@task(backend=BACKEND)
def publish_scheduled() -> None:
    call_command("publish_scheduled")


LAST = -50  # Nobody waits for a look at links; letters and alerts pass it in the queue.


@periodic(at=time(1, 40), label=_("Look through pages for links that lead nowhere"))
@task(backend=BACKEND)
def look_at_links() -> int:
    """Go over every page, and give the addresses elsewhere to jobs of a few each."""
    missed.forget_old()
    count = collect.put_all()
    for addresses in outside.in_turns(outside.due()):
        enqueue(look_outside.using(priority=LAST), addresses)
    return count


@called(_("Look at links to other sites"))
@task(backend=BACKEND)
def look_outside(addresses: list[str]) -> int:
    return outside.look_at_all(addresses)


@called(_("Look again at the links of a page"))
@task(backend=BACKEND)
def look_again(page: int) -> None:
    collect.look_again_at([page])
