"""The alerts of this moment, known to every page without a question to the database.

One small value is kept for half a minute and forgotten when something is told. It also holds what
begins while it is kept; what has ended is left out by the clock, not by the cache.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from cms.alerts.kinds import GRAVE, MEANINGS, Level, Meaning
from cms.alerts.workflow import IN_FORCE, State
from cms.models.alert_messages import CANCELLED_SHOWS, AlertMessage
from cms.skeleton import until_published
from portal.common.moments import now
from portal.pages_cache.edition import edition, forget_pages

logger = logging.getLogger(__name__)

KEPT = 30  # Seconds, for all processes; what is told is known at once.
HEARD_EVERY = 10  # Seconds, in each of them.
AHEAD = timedelta(minutes=1)  # More than the value is kept by all and then by one.
NOTICED_WITHIN = timedelta(minutes=2)  # Workers look every minute, and one may be late.


@dataclass(frozen=True)
class Shown:
    """What a page says of an alert."""

    pk: int
    level: str
    title: str
    text: str
    note: str
    starts_at: datetime
    ends_at: datetime | None
    told_at: datetime
    is_update: bool
    is_cancelled: bool
    areas: tuple[str, ...]
    codes: frozenset[str]

    @property
    def meaning(self) -> Meaning:
        return MEANINGS[Level(self.level)]

    @property
    def level_label(self) -> str:
        return str(Level(self.level).label)

    @property
    def tone(self) -> str:
        return "neutral" if self.is_cancelled else self.meaning.tone

    @property
    def headline(self) -> str:
        """The title; of one taken back it says so first."""
        return (
            _("Cancelled: %(title)s") % {"title": self.title} if self.is_cancelled else self.title
        )

    @property
    def said(self) -> str:
        return self.note if self.is_cancelled else self.text

    @property
    def url(self) -> str:
        return reverse("cms:alert", args=[self.pk])

    @property
    def is_emergency(self) -> bool:
        return self.level == Level.EMERGENCY

    def is_showing(self, moment: datetime) -> bool:
        if self.is_cancelled:
            return self.told_at + CANCELLED_SHOWS > moment
        return self.starts_at <= moment and (self.ends_at is None or self.ends_at > moment)

    def concerns(self, code: str) -> bool:
        """Whether it names this commune, or is grave and for all of them."""
        return code in self.codes or (not self.codes and self.level in GRAVE)


def showing() -> list[Shown]:
    """Whatever residents should know at this moment, the gravest first, taken-back ones last."""
    moment = now()
    return [one for one in remembered() if one.is_showing(moment)]


def milder() -> list[Shown]:
    """What the front door says besides what every page says."""
    return [one for one in showing() if not one.is_emergency]


def concerning(codes: Collection[str]) -> list[Shown]:
    """What a page about these communes says; about none, only what every page says."""
    return [one for one in showing() if one.is_emergency or any(map(one.concerns, codes))]


def remembered() -> list[Shown]:
    """As this process keeps it for some seconds."""
    return until_published("alerts", kept_by_all, HEARD_EVERY)


def kept_by_all() -> list[Shown]:
    """As kept; where the cache itself is ill, as the database says."""
    try:
        return cache.get_or_set(key(), look, KEPT)
    except (OSError, RedisError):
        logger.exception("The cache does not answer: alerts are read from the database.")
        return look()


def key() -> str:
    """What was read before something was told is of an earlier edition, and shown no more."""
    return f"alerts:{edition.current()}"


def look() -> list[Shown]:
    """One question when there is nothing to say, two when there is."""
    moment = now()
    in_force = Q(state__in=IN_FORCE, starts_at__lte=moment + AHEAD)
    in_force &= Q(ends_at=None) | Q(ends_at__gt=moment)
    cancelled = Q(pk__in=AlertMessage.objects.lately_cancelled().values("pk"))
    told = AlertMessage.objects.latest_told().filter(in_force | cancelled)
    found = [read(message) for message in told.gravest_first().with_areas()]
    return sorted(found, key=lambda one: one.is_cancelled)


def read(message: AlertMessage) -> Shown:
    areas = message.areas.all()
    return Shown(
        pk=message.alert_id,
        level=message.level,
        title=message.title,
        text=message.text,
        note=message.note,
        starts_at=message.starts_at,
        ends_at=message.ends_at,
        told_at=message.at,
        is_update=message.step == "update",
        is_cancelled=message.is_cancelled,
        areas=tuple(area.name for area in areas),
        codes=frozenset(area.code for area in areas),
    )


def forget() -> None:
    """Let every page look anew: something was told, began or ended."""
    forget_pages()


def notice() -> int:
    """Forget what is kept when the clock has changed it; how many began or ended just now."""
    moment = now()
    lately = (moment - NOTICED_WITHIN, moment)
    turned = Q(starts_at__range=lately) | Q(ends_at__range=lately)
    cancelled = (lately[0] - CANCELLED_SHOWS, lately[1] - CANCELLED_SHOWS)
    gone = Q(state=State.CANCELLED, at__range=cancelled)
    told = AlertMessage.objects.latest_told()
    count = told.filter(Q(turned, state__in=IN_FORCE) | gone).count()
    if count:
        forget()
    return count
