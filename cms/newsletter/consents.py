"""Accounts that agreed to the news on the page of their data: they get it, once a week.

Whoever takes that back there gets none the next morning; whoever stops the letters, takes it back.
"""

from django.db.models import Exists, OuterRef, QuerySet

from cms.models import Subscription
from cms.models.subscriptions import Rhythm
from portal.accounts.models import User
from portal.common.moments import now
from services.privacy.actions.consents import withdraw_consent
from services.privacy.models import Consent, Purpose


def keep_step() -> None:
    """Begin and end subscriptions as people have agreed since the last letters."""
    let_go().update(stopped_at=now())
    for user in newly_agreed():
        found, _is_new = Subscription.objects.get_or_create(
            email=user.email, defaults={"language": user.language, "rhythm": Rhythm.WEEKLY}
        )
        found.begin()


def newly_agreed() -> QuerySet[User]:
    """Those who agreed, and whose address gets nothing: never asked, not confirmed, or stopped
    before; whoever stops takes the word back.
    """
    agreed = consents().standing().filter(user=OuterRef("pk"))
    told = Subscription.objects.running().filter(email=OuterRef("email"))
    return User.objects.filter(Exists(agreed), ~Exists(told), is_active=True).exclude(email=None)


def let_go() -> QuerySet[Subscription]:
    """Those whose account took its word back after the address had said yes."""
    theirs = consents().filter(user__email=OuterRef("email"))
    taken_back = theirs.filter(withdrawn_at__gt=OuterRef("confirmed_at"))
    return Subscription.objects.running().filter(Exists(taken_back), ~Exists(theirs.standing()))


def take_back(subscription: Subscription) -> None:
    """The address has said no, and so has its account, if it has one."""
    for user in User.objects.filter(email=subscription.email):
        withdraw_consent(user, Purpose.NEWSLETTER)


def consents() -> QuerySet[Consent]:
    return Consent.objects.filter(purpose=Purpose.NEWSLETTER)
