"""What somebody wants to read: of which topics, of which communes, how often."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from cms.models import Subscription, Topic
from cms.models.subscriptions import Rhythm
from portal.places.models import Commune


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Keys, as a link carries them; none of a kind is all of that kind."""

    rhythm: str = Rhythm.WEEKLY
    topics: tuple[int, ...] = ()
    communes: tuple[int, ...] = ()


def wish_for(rhythm: str, topics: Iterable[Topic], communes: Iterable[Commune]) -> Wish:
    return Wish(rhythm=rhythm, topics=keys(topics), communes=keys(communes))


def wish_of(subscription: Subscription) -> Wish:
    """What it brings now; of many at once, with both lists fetched before."""
    return wish_for(subscription.rhythm, subscription.topics.all(), subscription.communes.all())


def keys(rows: Iterable[Model]) -> tuple[int, ...]:
    return tuple(sorted(row.pk for row in rows))


def in_words(wish: Wish) -> dict[str, str]:
    """The same for people."""
    topics = Topic.objects.filter(pk__in=wish.topics)
    communes = Commune.objects.filter(pk__in=wish.communes)
    return {
        "rhythm": str(Rhythm(wish.rhythm).label),
        "topics": ", ".join(topic.label for topic in topics) or _("Every topic"),
        "communes": ", ".join(one.name for one in communes) or _("Every ward and commune"),
    }
