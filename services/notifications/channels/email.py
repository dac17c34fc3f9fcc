"""Letters by e-mail, through whichever of Django's mail backends the machine has."""

import re
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.notifications import unsubscribe
from services.notifications.channels import drawn
from services.notifications.channels.refusals import Refused
from services.notifications.kinds import Topic
from services.notifications.models import Message
from services.notifications.texts import Text

# No such mailbox, not ours, no such name. Other refusals may be our own server's fault, which an
# operator can mend: those are tried again.
FOR_EVER = frozenset({550, 551, 553})
ONE_ADDRESS = re.compile(r"[^\s,;<>@]+@[^\s,;<>@]+")


class BadAddress(ValueError):
    """Not one address: nothing, several, or one with something in it that none holds."""


def build(message: Message, text: Text) -> EmailMessage:
    """The letter as it will be sent; raises when it can never be sent."""
    if not ONE_ADDRESS.fullmatch(message.recipient) or not message.recipient.isprintable():
        raise BadAddress
    letter = EmailMultiAlternatives(
        subject=text.subject,
        body=text.body,
        to=[message.recipient],
        reply_to=[settings.REPLY_TO_EMAIL],
        headers=headers(message),
    )
    if message.known_kind.is_news:
        let_go(letter, message)
    if message.known_kind.topic == Topic.SUBSCRIBED:  # The others are short, and plain everywhere.
        page = drawn.draw(str(letter.body), subject=text.subject, language=message.language)
        letter.attach_alternative(page, "text/html")
    letter.message()  # Refuses what no header may hold.
    return letter


def headers(message: Message) -> dict[str, str]:
    """A letter sent twice, because a worker died meanwhile, can be recognised by its number."""
    return {
        "Message-ID": f"<{message.uid}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": message.language,
    }


def let_go(letter: EmailMessage, message: Message) -> None:
    """A way out of these letters: a link, and a button of the mail program (RFC 8058)."""
    with override(message.language):
        link = message.facts.get(message.known_kind.way_out) or unsubscribe.link(message)
        says = _("To stop these letters: %(link)s") % {"link": link}
    letter.body = f"{letter.body.rstrip()}\n{says}\n"
    letter.extra_headers["List-Unsubscribe"] = f"<{link}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def send(letter: EmailMessage) -> None:
    """Hand the letter over; raises Refused when it never will be taken."""
    try:
        letter.send()
    except SMTPRecipientsRefused as refusal:
        [(code, _words)] = refusal.recipients.values()  # A letter has one recipient.
        if code in FOR_EVER:
            raise Refused(code) from None
        raise
    except SMTPDataError as refusal:
        if refusal.smtp_code in FOR_EVER:
            raise Refused(refusal.smtp_code) from None
        raise
