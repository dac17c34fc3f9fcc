"""Taking persons out of messages whose time has passed; that they were sent stays counted."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from portal.accounts.models import User
from services.notifications.contacts import Contact
from services.notifications.models import Message
from services.notifications.models.messages import FORGOTTEN, SETTLED
from services.notifications.ways import to_inbox


def forget(messages: QuerySet[Message]) -> int:
    """Leave of these only that they were sent: not to whom, not with which facts."""
    nobody = Concat(Value(FORGOTTEN), Cast("pk", CharField()))
    return messages.update(recipient=nobody, facts={}, subject="", body="", user=None)


def forget_told(contact: Contact, matter: str) -> None:
    """The same for all that one person was told of one matter; what is under way still arrives."""
    addresses = [contact.address, contact.mobile, to_inbox(contact).recipient]
    told = Message.objects.filter(matter=matter, recipient__in=filter(None, addresses))
    forget(told.filter(state__in=SETTLED))
    told.update(user=None)


def forget_person(user: User) -> None:
    """The same for all that one person was told; letters still under way arrive as letters."""
    hers = Message.objects.filter(user=user)
    forget(hers.filter(state__in=SETTLED))
    hers.update(user=None)
