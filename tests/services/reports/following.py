"""Who follows, in the situations stories need, and what reached them."""

import re

from django.core import mail

from portal.common.moments import now
from services.notifications.models import Message
from services.reports.models import AreaFollow, Follow

MAIL, MOBILE = "minh@example.vn", "+84987654321"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/\S+)")


def follow(report, *, confirmed=True, **whose) -> Follow:
    moment = now() if confirmed else None
    return Follow.objects.create(report=report, confirmed_at=moment, **whose)


def area_follow(commune, *, confirmed=True, categories=(), **facts) -> AreaFollow:
    moment = now() if confirmed else None
    found = AreaFollow.objects.create(commune=commune, confirmed_at=moment, **facts)
    found.categories.set(categories)
    return found


def told(kind: str) -> list[str]:
    """To whom messages of this kind were posted, each on its way."""
    return sorted(Message.objects.filter(kind=kind).values_list("recipient", flat=True))


def links_in(text: str) -> list[str]:
    """The addresses in a letter, without the host."""
    return LINK.findall(text)


def link_in_last_letter(piece: str) -> str:
    """The address in the last letter that has this in it."""
    return next(link for link in links_in(mail.outbox[-1].body) if piece in link)
