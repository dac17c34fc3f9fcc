"""The morning letter of those who follow an area: what is new there, once."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from portal.common.moments import now
from services.notifications import outbox
from services.reports import area_news, letters
from services.reports.models import AreaFollow, Report

SENT_AT = time(7, 0)
MOST_LINES = 20  # More than anyone reads in a letter; the rest is a number.
# A step taken at this very moment may not be seen yet by others; the next letter takes it along.
SETTLED = timedelta(minutes=5)


def send_all() -> int:
    """Post the letters of everyone for whom something is new; say how many."""
    until = now() - SETTLED
    waiting = AreaFollow.objects.confirmed().filter(told_until__lt=until).order_by("pk")
    return sum(send_one(pk, until) for pk in waiting.values_list("pk", flat=True).iterator())


@transaction.atomic
def send_one(pk: int, until: datetime) -> bool:
    """Post one follower's letter of this morning, unless it was, and remember how far it told."""
    locked = AreaFollow.objects.select_for_update(of=("self",)).select_related("user", "commune")
    follow = locked.filter(pk=pk).first()
    key = f"area-{pk}-{timezone.localdate(until):%Y-%m-%d}"
    if follow is None or outbox.is_posted(key):
        return False
    news = untold(follow, until)
    follow.told_until = until
    follow.save(update_fields=["told_until"])
    return bool(news) and post(follow, news, key)


def untold(follow: AreaFollow, until: datetime) -> list[Report]:
    """What is new since the last letter; without what was told at once."""
    news = list(area_news.news_for(follow, follow.told_until, until))
    told = area_news.told_already(follow, news)
    return [report for report in news if report.pk not in told]


def post(follow: AreaFollow, news: list[Report], key: str) -> bool:
    with override(follow.contact.in_own_language().language):
        listing = f"{reverse('reports:list')}?{urlencode({'commune': follow.commune.code})}"
        facts = {
            "count": len(news),
            "commune": follow.commune.name,
            "news": read_aloud(news),
            "path": listing,
        }
        facts |= letters.way_out(follow)
    return bool(outbox.post(follow.contact, "reports/area_daily", key=key, **facts))


def read_aloud(news: list[Report]) -> str:
    """A line and an address for each of the first, and how many more there are."""
    lines = [line_of(report) for report in news[:MOST_LINES]]
    if more := len(news) - len(lines):
        said = ngettext("… and %(number)d more report", "… and %(number)d more reports", more)
        lines.append(said % {"number": more})
    return "\n\n".join(lines)


def line_of(report: Report) -> str:
    where = f", {report.public_address}" if report.public_address else ""
    return f"• {report.category.name}{where}\n{settings.SITE_URL}{report.get_absolute_url()}"
