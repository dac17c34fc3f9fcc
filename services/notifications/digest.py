"""The daily letter: everything that one follows and wants to hear of once a day, in one."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from portal.accounts.models import User
from portal.common.moments import now
from services.notifications import texts
from services.notifications.contacts import Contact
from services.notifications.kinds import KINDS
from services.notifications.messages import DIGEST
from services.notifications.models import Channel, Message, Preferences, State
from services.notifications.models.preferences import Followed
from services.notifications.outbox import post_one
from services.notifications.ways import Way

SENT_AT = time(7, 30)
MOST_LINES = 20  # More than anyone reads in a letter; the rest is a number.


def send_all() -> int:
    """Post the daily letters of everyone for whom something was gathered; say how many."""
    until = latest_morning(now())
    waiting = Message.objects.gathered().filter(created_at__lt=until)
    give_up(waiting.filter(user=None), "NobodysInbox")
    people = User.objects.filter(pk__in=waiting.values("user")).order_by("pk")
    return sum(send_one(person, until) for person in people)


def latest_morning(moment: datetime) -> datetime:
    """When the daily letters were last due."""
    here = timezone.localtime(moment)
    morning = datetime.combine(here.date(), SENT_AT, here.tzinfo)
    return morning if morning <= here else morning - timedelta(days=1)


@transaction.atomic
def send_one(person: User, until: datetime) -> bool:
    """Post one person's letter of this morning, unless it was, or she wants none any more."""
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    contact = Contact(user=person).with_own().in_own_language()
    waiting = Message.objects.gathered().filter(user=person, created_at__lt=until)
    wishes = Preferences.objects.of(person, has_email=bool(contact.address))
    if not contact.address or wishes.followed_email == Followed.NEVER:
        give_up(waiting, "Unwanted")
        return False
    key = f"digest-{person.pk}-{until:%Y-%m-%d}"
    lines = read_aloud(waiting)
    if not lines or Message.objects.about(key).exists():
        return False
    facts = news(waiting.count(), lines, person.language)
    if wishes.followed_inbox:
        facts["path"] = inbox_in(person.language)
    letter = post_one(contact, KINDS[DIGEST], key, Way(Channel.EMAIL, contact.address), facts)
    waiting.update(digest=letter)
    return True


def read_aloud(waiting) -> list[str]:
    """The first messages, a line and an address for each; what cannot be read is given up."""
    lines = []
    for message in waiting.order_by("created_at", "pk")[:MOST_LINES]:
        try:
            text = texts.render(message.kind, message.facts, message.language)
        except Exception as error:  # Whatever is wrong with it, the others are told.
            give_up(Message.objects.filter(pk=message.pk), type(error).__name__)
        else:
            lines.append(f"• {text.subject}{address(message)}")
    return lines


def address(message: Message) -> str:
    path = message.facts.get("path", "")
    return f"\n{settings.SITE_URL}{path}" if path else ""


def news(count: int, lines: list[str], language: str) -> dict[str, str | int]:
    """What the letter says, and how many more things there are than it names."""
    with override(language):
        if more := count - len(lines):
            said = ngettext("… and %(number)d more", "… and %(number)d more", more)
            lines = [*lines, said % {"number": more}]
    return {"count": count, "news": "\n\n".join(lines)}


def inbox_in(language: str) -> str:
    with override(language):
        return reverse("notifications:inbox")


def give_up(rows, why: str) -> None:
    """These will never be told, and this is why."""
    rows.update(state=State.FAILED, attempts=1, error=why)
