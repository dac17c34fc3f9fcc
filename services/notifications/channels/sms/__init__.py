"""Short messages, through the gateway that the settings name, or a simulator without one."""

from django.conf import settings

from services.notifications.channels.sms.gateway import Gateway
from services.notifications.channels.sms.provider import Provider, ShortMessage
from services.notifications.channels.sms.simulator import Simulator
from services.notifications.models import Message
from services.notifications.texts import Text

__all__ = ["Gateway", "Provider", "ShortMessage", "Simulator", "build", "send"]


class NoWords(ValueError):
    """Nobody has written how this is said by SMS."""


def build(message: Message, text: Text) -> ShortMessage:
    """The SMS as it will be sent; raises when it can never be sent."""
    if not text.sms:
        raise NoWords
    return ShortMessage(
        id=str(message.uid), to=message.recipient, sender=settings.SMS_SENDER, text=text.sms
    )


def send(short: ShortMessage) -> None:
    """Hand it over; raises Refused when it never will be taken."""
    provider().send(short)


def provider() -> Provider:
    if settings.SMS_URL:
        return Gateway(settings.SMS_URL, settings.SMS_KEY, timeout=settings.SMS_TIMEOUT)
    if settings.PRODUCTION:
        raise RuntimeError("There is no SMS gateway.")
    return Simulator(settings.SMS_FOLDER)
