"""The newsletter of a morning: to whom it is due, and that nobody gets it twice.

How far each address was told is moved in the transaction that posts its letter, so a worker that
is killed in between has told and moved nothing, and the next one goes on with those left.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from cms.models import Subscription
from cms.models.subscriptions import Rhythm
from cms.newsletter import consents
from cms.newsletter.issue import Issue
from portal.common.batches import batches
from portal.common.moments import now
from services.notifications import mailing

NEWS = "newsletter/news"
SENT_AT = time(6, 0)
MONDAY = 0
# What is published at this very moment may not be seen yet; the next letter takes it along.
SETTLED = timedelta(minutes=5)


def send_all() -> int:
    """Post the letters of everyone for whom this morning brings something new; say how many."""
    consents.keep_step()
    return sum(send(Rhythm(rhythm), edge(Rhythm(rhythm), now())) for rhythm in Rhythm)


def edge(rhythm: Rhythm, moment: datetime) -> datetime:
    """Until when the latest letters of this rhythm tell, also where a worker comes late."""
    here = timezone.localtime(moment)
    morning = datetime.combine(here.date(), SENT_AT, here.tzinfo)
    while morning > here or (rhythm == Rhythm.WEEKLY and morning.weekday() != MONDAY):
        morning -= timedelta(days=1)
    return morning - SETTLED


def send(rhythm: Rhythm, until: datetime) -> int:
    waiting = Subscription.objects.running().filter(rhythm=rhythm, told_until__lt=until)
    since = waiting.aggregate(since=Min("told_until"))["since"]
    if since is None:
        return 0
    issue = Issue(since, until)
    return sum(send_batch(batch, issue) for batch in batches(waiting))


@transaction.atomic
def send_batch(batch: QuerySet[Subscription], issue: Issue) -> int:
    """Post these readers' letters, and remember how far they told."""
    locked = batch.select_for_update(of=("self",)).prefetch_related("topics", "communes")
    readers = list(locked)
    letters = [letter for reader in readers if (letter := issue.letter_to(reader))]
    told = Subscription.objects.filter(pk__in=[reader.pk for reader in readers])
    told.update(told_until=issue.until)
    return mailing.post_all(NEWS, letters)
