"""By which channels a person is told, and where each leads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings

from services.notifications import texts
from services.notifications.contacts import Contact
from services.notifications.kinds import Kind, Topic
from services.notifications.models import Channel, OptOut, Preferences
from services.notifications.models.preferences import Followed


@dataclass(frozen=True)
class Way:
    """One channel, and the address on it."""

    channel: Channel
    recipient: str
    is_gathered: bool = False  # It waits for the daily letter.


def ways_to(contact: Contact, kind: Kind) -> Iterator[Way]:
    """How this person is told of this kind of thing, as she chose where she may choose."""
    return WAYS[kind.topic](contact, kind)


def about_an_account(contact: Contact, kind: Kind) -> Iterator[Way]:
    """To exactly the address given: it is what the code or the warning is about."""
    if contact.address:
        yield Way(Channel.EMAIL, contact.address)
    if contact.mobile and settings.HAS_SMS:
        yield Way(Channel.SMS, contact.mobile)


def about_matters(contact: Contact, kind: Kind) -> Iterator[Way]:
    """To the inbox of whoever has one; by e-mail; by SMS for want of an address, or if wanted.

    At the addresses given with the matter: who left them out, though she has an account, wanted
    no letters.
    """
    wishes = wishes_of(contact)
    if contact.user:
        yield to_inbox(contact)
    if contact.address and wishes.matters_email:
        yield Way(Channel.EMAIL, contact.address)
    if contact.mobile and wishes.matters_sms and has_sms(kind, contact.language):
        yield Way(Channel.SMS, contact.mobile)


def about_followed(contact: Contact, kind: Kind) -> Iterator[Way]:
    """At once or once a day; by SMS, which costs, only who follows by nothing but her number."""
    if contact.user is None:
        yield from about_followed_without_account(contact, kind)
        return
    contact = contact.with_own()
    wishes = wishes_of(contact)
    if wishes.followed_inbox:
        yield to_inbox(contact)
    if contact.address and wishes.followed_email != Followed.NEVER:
        yield Way(Channel.EMAIL, contact.address, wishes.followed_email == Followed.DAILY)


def about_followed_without_account(contact: Contact, kind: Kind) -> Iterator[Way]:
    """By the one way she gave, until she wants no more."""
    if contact.address:
        way = Way(Channel.EMAIL, contact.address)
    elif contact.mobile and has_sms(kind, contact.language):
        way = Way(Channel.SMS, contact.mobile)
    else:
        return
    if not OptOut.objects.filter(recipient=way.recipient).exists():
        yield way


def about_subscribed(contact: Contact, kind: Kind) -> Iterator[Way]:
    """To exactly the address that said yes; it says no where it subscribed, and to that alone."""
    if contact.address:
        yield Way(Channel.EMAIL, contact.address)


WAYS: dict[Topic, Callable[[Contact, Kind], Iterator[Way]]] = {
    Topic.ACCOUNT: about_an_account,
    Topic.MATTERS: about_matters,
    Topic.FOLLOWED: about_followed,
    Topic.SUBSCRIBED: about_subscribed,
}


def to_inbox(contact: Contact) -> Way:
    return Way(Channel.INBOX, f"user-{contact.user.pk}" if contact.user else "")


def wishes_of(contact: Contact) -> Preferences:
    """What the person chose; without an account, what most people would."""
    if contact.user is None:
        return Preferences(matters_sms=not contact.address)
    return Preferences.objects.of(contact.user, has_email=bool(contact.address))


def has_sms(kind: Kind, language: str) -> bool:
    """Whether there is a gateway, and words short enough for it."""
    if not settings.HAS_SMS:
        return False
    try:
        return bool(texts.wording_of(kind, language).sms)
    except (LookupError, ValueError):  # Spoilt words must not undo what they would tell of.
        return False
