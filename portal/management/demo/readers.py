"""The demonstration's readers of the newsletter, each of whom was asked and said yes."""

from cms.models import Topic
from cms.models.subscriptions import Rhythm
from cms.newsletter import actions
from cms.newsletter.links import Question
from cms.newsletter.wishes import wish_for
from portal.common.moments import travel_to
from portal.management.demo import files
from portal.places.models import Commune

SINCE = 20  # Days.
READERS = [
    ("resident@demo.example", Rhythm.DAILY, ["chuyen-doi-so", "huong-dan"], []),
    ("resident2@demo.example", Rhythm.WEEKLY, [], ["31507"]),
    ("ba.tu@demo.example", Rhythm.WEEKLY, [], []),
]


def make_readers() -> None:
    with travel_to(files.ago(SINCE)):
        for email, rhythm, topics, communes in READERS:
            wish = wish_for(
                rhythm,
                Topic.objects.filter(slug__in=topics),
                Commune.objects.filter(code__in=communes),
            )
            asked = actions.ask(email=email, wish=wish, language="vi")
            actions.confirm(Question(subscription=asked, wish=wish, language="vi"))
