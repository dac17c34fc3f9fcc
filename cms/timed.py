"""Pages that come out and go by the clock: each by itself, and wholly or not at all.

Wagtail's own command forgets the hour before it tries, stops at the first page that cannot come
out, and lets a page that goes take its approved next version with it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from portal.common.moments import now

WITHDRAWN, PUBLISHED = "wagtail.unpublish.scheduled", "wagtail.publish.scheduled"
PATIENCE = timedelta(minutes=2)  # The clock turns pages to the minute; then something is wrong.

logger = logging.getLogger(__name__)


class NotAllTurned(Exception):
    """Some pages neither came out nor went; the others did."""


def turn_all() -> int:
    """Withdraw what has expired, then publish what is due; how many pages that were.

    Raises NotAllTurned after all the others when one could not: it is tried again the next time.
    """
    gone = each(expired().order_by("expire_at"), withdraw)
    come = each(due().order_by("approved_go_live_at"), publish)
    turned = [*gone, *come]
    if not all(turned):
        raise NotAllTurned(f"{turned.count(False)} pages could not be published or withdrawn.")
    return len(turned)


@dataclass(frozen=True)
class Late:
    """A page that the clock could not turn at its hour."""

    page: Page
    hour: datetime
    comes: bool  # Else it should be gone.


def late(pages: QuerySet[Page]) -> list[Late]:
    """Of these pages those that should have come out or gone by now, the longest waiting first."""
    since = now() - PATIENCE
    over = pages.filter(pk__in=expired(since).values("pk"))
    waiting = due(since).page_revisions().values_list("object_id", "approved_go_live_at")
    hours = {int(key): hour for key, hour in waiting}
    gone = [Late(page, page.expire_at, comes=False) for page in over]
    come = [Late(page, hours[page.pk], comes=True) for page in pages.filter(pk__in=hours)]
    return sorted([*gone, *come], key=lambda one: one.hour)


def expired(by: datetime | None = None) -> QuerySet[Page]:
    """Pages whose time is over."""
    return Page.objects.filter(live=True, expire_at__lt=by or now())


def due(by: datetime | None = None) -> QuerySet[Revision]:
    """Approved versions whose hour has come."""
    return Revision.objects.filter(approved_go_live_at__lt=by or now())


def each(waiting: QuerySet, turn: Callable[[int], None]) -> list[bool]:
    """Of each whether it was turned; what fails is told of and leaves no trace."""
    keys = list(waiting.values_list("pk", flat=True))
    return [is_turned(key, turn) for key in keys]


def is_turned(key: int, turn: Callable[[int], None]) -> bool:
    try:
        with transaction.atomic():
            turn(key)
    except Exception:  # Whatever is wrong with one page, the next one has its hour too.
        logger.exception("%s %s failed by the clock; it is tried again.", turn.__name__, key)
        return False
    return True


def withdraw(key: int) -> None:
    """Take a page away whose time is over; an approved later version still comes at its hour."""
    page = expired().select_for_update().filter(pk=key).first()
    if page is None:
        return  # Somebody was quicker.
    approved = page.revisions.exclude(approved_go_live_at=None)
    hours = dict(approved.values_list("pk", "approved_go_live_at"))
    page.specific.unpublish(set_expired=True, log_action=WITHDRAWN)
    for revision, hour in hours.items():
        Revision.objects.filter(pk=revision).update(approved_go_live_at=hour)


def publish(key: int) -> None:
    """Let a version come out; one whose own time is over by now never does."""
    revision = due().select_for_update().filter(pk=key).first()
    if revision is None:
        return
    if is_over(revision):
        Revision.objects.filter(pk=key).update(approved_go_live_at=None)
    else:
        revision.publish(log_action=PUBLISHED)


def is_over(revision: Revision) -> bool:
    until = revision.content.get("expire_at")
    return bool(until) and parse_datetime(until) < now()
