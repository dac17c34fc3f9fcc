"""Who reads the newsletter, and what lies in the mail on a morning."""

from datetime import datetime, timedelta

import time_machine
from django.core import mail

from cms.models import ArticlePage, Subscription
from cms.newsletter import links
from cms.tasks import send_newsletter

MAIL = "lan@example.vn"
ONE_DAY = timedelta(days=1)
SUNDAY_NOON = datetime.fromisoformat("2026-11-29T12:00:00+07:00")
MONDAY = datetime.fromisoformat("2026-11-30T06:00:00+07:00")
TUESDAY = MONDAY + ONE_DAY


def reader(email: str = MAIL, *, topics=(), communes=(), since=SUNDAY_NOON, **facts):
    """An address that said yes at this moment; every morning, unless told otherwise."""
    standard = {"rhythm": "daily", "confirmed_at": since, "created_at": since, "told_until": since}
    found = Subscription.objects.create(email=email, **standard | facts)
    found.topics.set(topics)
    found.communes.set(communes)
    return found


def published(write, title: str, *, at=SUNDAY_NOON + timedelta(hours=1), **facts) -> ArticlePage:
    """An article that everyone may read from this moment on."""
    with time_machine.travel(at, tick=False):
        return write(title, **facts)


def letters_of(drain, morning=MONDAY) -> list:
    """The letters that a morning brings."""
    mail.outbox.clear()
    with time_machine.travel(morning, tick=False):
        send_newsletter.call()
        drain()
    return list(mail.outbox)


def address(page: str, subscription: Subscription) -> str:
    return f"/ban-tin/{page}/{links.token(subscription)}/"
