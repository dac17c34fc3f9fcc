"""What became of messages, in words an officer understands: to whom, how it stands, and why."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.masking import mask_email, mask_phone
from services.notifications.models import Channel, Message, State

TONES = {
    State.CREATED: "neutral",
    State.GATHERED: "neutral",
    State.SENDING: "progress",
    State.RETRYING: "waiting",
    State.DELIVERED: "good",
    State.FAILED: "bad",
}

# By the beginning of an error's name, as the channels give it; the first that fits.
REASONS = {
    "Refused 550": _("The mail server says that there is no such mailbox."),
    "Refused 551": _("The mail server says that there is no such mailbox."),
    "Refused 553": _("The mail server says that there is no such mailbox."),
    "Refused": _("The other side never takes this message."),
    "NotNow 429": _("The SMS gateway asks us to go slower."),
    "NotNow 401": _("The SMS gateway does not know our key."),
    "NotNow 403": _("The SMS gateway does not know our key."),
    "NotNow": _("The SMS gateway has a fault of its own."),
    "WorkerLost": _("The programme that was sending it was stopped."),
    "Unwanted": _("The recipient wants no more of this news."),
    "Expired": _("It came too late to be of use."),
    "NobodysInbox": _("The account is gone, and its inbox with it."),
    "NoWords": _("Nobody has written the words of this SMS."),
    "BadWording": _("The words of this message have a fault."),
    "UnknownKind": _("The portal no longer knows this kind of message."),
    "TemplateDoesNotExist": _("The portal no longer knows this kind of message."),
    "BadAddress": _("The address is no address."),
    "BadHeaderError": _("The address is no address."),
    "ValueError": _("The address is no address."),
    "UnicodeError": _("The address is no address."),
    "SMTPRecipientsRefused": _("The mail server does not take the address now."),
    "SMTPAuthenticationError": _("The mail server does not know our password."),
    "SMTP": _("The mail server has a fault of its own."),
    "ConnectionRefusedError": _("The server does not answer."),
    "Connection": _("The connection broke."),
    "TimeoutError": _("The server took too long to answer."),
    "gaierror": _("The server's address could not be found."),
    "SSL": _("The connection could not be secured."),
    "RuntimeError": _("No SMS gateway is set up."),
    "OSError": _("The connection broke."),
}
UNKNOWN_REASON = _("Something unforeseen went wrong.")


def rows(messages: Iterable[Message]) -> list[dict]:
    """Messages as rows of a table."""
    return [row(message) for message in messages]


def row(message: Message) -> dict:
    return {
        "message": message,
        "label": message.known_kind.label,
        "recipient": masked(message),
        "state": message.get_state_display(),
        "tone": TONES[State(message.state)],
        "reason": reason(message.error),
        "matter_url": matter_url(message),
    }


def masked(message: Message) -> str:
    """Enough of an address to tell two apart, and no more; an inbox has none."""
    if message.is_forgotten:
        return str(_("no longer kept"))
    if message.channel == Channel.EMAIL:
        return mask_email(message.recipient)
    return mask_phone(message.recipient) if message.channel == Channel.SMS else ""


def reason(error: str) -> str:
    """Why it was not delivered, in a sentence; empty when nothing went wrong."""
    if not error:
        return ""
    sentences = (words for name, words in REASONS.items() if error.startswith(name))
    return str(next(sentences, UNKNOWN_REASON))


def matter_url(message: Message) -> str:
    """The desk on which what it is about lies; empty for an account's messages."""
    room = message.kind.partition("/")[0]
    desks = {"reports": "desk_report", "dossiers": "desk_dossier"}
    return reverse(desks[room], args=[message.matter]) if message.matter and room in desks else ""
