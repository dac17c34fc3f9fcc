"""What people ask for in vain is kept for editors: the words, how often, nothing of who asked."""

from datetime import timedelta

from django.db.models import F

from portal.common.mentions import find_mentions
from portal.common.moments import now
from portal.search.models import UnansweredQuestion
from portal.search.words import folded

KEPT = timedelta(days=90)
MOST = 5_000  # Rows; beyond, only what is known is counted.
SHORTEST = 3  # Letters; less asks nothing.


def remember(question: str) -> None:
    """Count a question that found nothing, unless it may tell who asked."""
    words = " ".join(question.split())
    bare = folded(words).strip()
    if not SHORTEST <= len(bare) <= UnansweredQuestion.LONGEST or tells_of_somebody(words):
        return
    known = UnansweredQuestion.objects.filter(folded=bare)
    if known.update(times=F("times") + 1, last_at=now(), words=words):
        return
    if UnansweredQuestion.objects.count() < MOST:
        UnansweredQuestion.objects.get_or_create(folded=bare, defaults={"words": words})


def tells_of_somebody(words: str) -> bool:
    """Whether there is a telephone or ID number, an address or the like among the words."""
    return bool(find_mentions(words))


def forget_old() -> int:
    """Let go what nobody has asked for long; how many questions went."""
    return UnansweredQuestion.objects.filter(last_at__lt=now() - KEPT).delete()[0]
