"""What the newsletter holds of a person: for her copy, for her erasure, and how long."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from cms.models import Subscription
from cms.newsletter.actions import CONFIRM
from cms.newsletter.digest import NEWS
from cms.newsletter.wishes import in_words, wish_of
from portal.accounts.models import User
from services.notifications.forgetting import forget
from services.notifications.models import Message
from services.notifications.models.messages import SETTLED
from services.privacy import registry, retention
from services.privacy.registry import Holding, Kept, Row
from services.privacy.retention import Rule


def rows(user: User) -> Iterable[Row]:
    for subscription in Subscription.objects.of(user):
        yield in_words(wish_of(subscription)) | {
            "email": subscription.email,
            "created_at": subscription.created_at,
            "confirmed_at": subscription.confirmed_at,
            "stopped_at": subscription.stopped_at,
        }


def erase(user: User) -> list[Kept]:
    drop(Subscription.objects.of(user))
    return []


def over(before: datetime) -> QuerySet[Subscription]:
    """Those that nobody said yes to in time, and those stopped long enough ago; whoever asked again
    since has her days for the answer.
    """
    unwanted = Q(confirmed_at=None) | Q(stopped_at__lt=before)
    return Subscription.objects.filter(unwanted, created_at__lt=before)


def drop(subscriptions: QuerySet[Subscription]) -> int:
    """These, and of their letters all but that there were some."""
    emails = list(subscriptions.values_list("email", flat=True))
    letters = Message.objects.filter(kind__in=[CONFIRM, NEWS], recipient__in=emails)
    forget(letters.filter(state__in=SETTLED))
    return subscriptions.delete()[1].get(Subscription._meta.label, 0)


registry.register(
    Holding(
        name="newsletter",
        label=gettext_lazy("News by e-mail"),
        purpose=gettext_lazy("To send you the news you chose."),
        kept=gettext_lazy("Until 7 days after you stop it."),
        columns={
            "email": gettext_lazy("E-mail address"),
            "topics": gettext_lazy("Topics"),
            "communes": gettext_lazy("Wards and communes"),
            "rhythm": gettext_lazy("How often?"),
            "created_at": gettext_lazy("Asked on"),
            "confirmed_at": gettext_lazy("Confirmed on"),
            "stopped_at": gettext_lazy("Stopped on"),
        },
        count=lambda user: Subscription.objects.of(user).count(),
        rows=rows,
        erase=erase,
    )
)

retention.register(
    Rule(
        name="newsletter",
        label=gettext_lazy(
            "Subscriptions to the newsletter that nobody confirmed, or that stopped"
        ),
        ground=gettext_lazy("Law 91/2025/QH15, and the notice at the form"),
        dated_by="created_at",
        due=over,
        erase=drop,
    )
)
