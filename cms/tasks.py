"""What is done for the newsroom's pages and words without anybody asking."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms import files, outcomes, pictures, timed
from cms.alerts import current
from cms.links import collect, missed, outside
from cms.models import PortalImage
from cms.newsletter import digest
from cms.review import keepers
from portal.jobs.queue import BACKEND, enqueue
from portal.jobs.schedule import called, periodic
from portal.pages_cache.edition import forget_pages

LAST = -50  # Sizes and links wait for messages to people, not the other way round.


@periodic(every=timedelta(minutes=1), label=_("See which alerts began or ended"))
@task(backend=BACKEND)
def notice_alerts() -> int:
    """Let pages look anew when an alert has just begun or ended."""
    return current.notice()


@periodic(at=time(0, 5), label=_("Let outcomes be found from their day on"))
@task(backend=BACKEND)
def find_outcomes() -> int:
    return outcomes.let_be_found()


@periodic(at=time(8, 20), label=_("Remind publishers of outcomes that are owed"))
@task(backend=BACKEND)
def remind_of_outcomes() -> int:
    return outcomes.remind_publishers()


@periodic(at=time(8, 30), label=_("Remind of pages to be read again"))
@task(backend=BACKEND)
def remind_of_reviews() -> int:
    return keepers.remind_keepers()


@periodic(at=time(9, 0), label=_("Tell those who commented of the outcome"))
@task(backend=BACKEND)
def tell_of_outcomes() -> int:
    return outcomes.tell_commenters()


@periodic(at=digest.SENT_AT, label=_("Send the newsletter"))
@task(backend=BACKEND)
def send_newsletter() -> int:
    """Post the news of the day, and on Mondays those of the week."""
    return digest.send_all()


# Readers are promised the minute, and a busy worker may come a little late.
@periodic(every=timedelta(seconds=20), label=_("Publish and withdraw pages whose time has come"))
@task(backend=BACKEND)
def publish_scheduled() -> int:
    return timed.turn_all()


@called(_("Make the sizes of a picture"))
@task(backend=BACKEND, priority=LAST)
def make_sizes(key: int) -> int:
    """Make what a picture lacks; pages that show it say so from then on."""
    picture = PortalImage.objects.filter(pk=key).first()
    made = pictures.make_sizes(picture) if picture else 0
    if made and files.is_out(picture):
        forget_pages()
    return made


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
