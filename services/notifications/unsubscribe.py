"""The way out of what one follows, from any letter and without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from services.notifications.models import Message

SALT = "services.notifications.unsubscribe"


def link(message: Message) -> str:
    """An address that ends these letters; it names nobody, and nobody can make one up."""
    return settings.SITE_URL + reverse("notifications:unsubscribe", args=[token(message)])


def token(message: Message) -> str:
    """Of a person with an account it holds for ever; else as long as we keep the message."""
    whose = {"u": message.user_id} if message.user_id else {"m": message.pk}
    return signing.dumps(whose, salt=SALT)


def read(token: str) -> dict[str, int] | None:
    """Whom a token stands for, if we made it."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
