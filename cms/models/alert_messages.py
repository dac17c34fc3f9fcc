"""What residents were told, each time: written once, and kept as it was."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.alerts.kinds import RANKS
from cms.alerts.workflow import IN_FORCE, State
from cms.models.alerts import Alert, AlertWords
from portal.common.models import Event
from portal.common.moments import now
from portal.places.models import Commune

CANCELLED_SHOWS = timedelta(days=1)  # Whoever read it yesterday should see that it was taken back.
PAST_SHOWS = timedelta(days=90)
FEEDS_KEEP = timedelta(days=2)  # As OASIS advises: what is over leaves the feed after a while.
TOLD_AS = {
    "publish": pgettext_lazy("an alert", "First published"),
    "update": pgettext_lazy("an alert", "Updated"),
    "cancel": pgettext_lazy("an alert", "Cancelled"),
}


class AlertMessageQuerySet(models.QuerySet):
    def latest_told(self) -> "AlertMessageQuerySet":
        """The last word on each alert."""
        return self.filter(alert__shown=F("pk"))

    def in_force(self) -> "AlertMessageQuerySet":
        return self.filter(state__in=IN_FORCE)

    def not_over(self) -> "AlertMessageQuerySet":
        return self.in_force().filter(Q(ends_at=None) | Q(ends_at__gt=now()))

    def lately_cancelled(self) -> "AlertMessageQuerySet":
        return self.filter(state=State.CANCELLED, at__gt=now() - CANCELLED_SHOWS)

    def current(self) -> "AlertMessageQuerySet":
        """Those whose time is now."""
        return self.not_over().filter(starts_at__lte=now())

    def coming(self) -> "AlertMessageQuerySet":
        return self.in_force().filter(starts_at__gt=now())

    def past(self) -> "AlertMessageQuerySet":
        """Over or taken back, and not so long ago that nobody asks any more."""
        moment = now()
        over = Q(state__in=IN_FORCE, ends_at__lte=moment, ends_at__gt=moment - PAST_SHOWS)
        cancelled = Q(
            state=State.CANCELLED,
            at__lte=moment - CANCELLED_SHOWS,
            at__gt=moment - PAST_SHOWS,
        )
        return self.filter(over | cancelled)

    def for_feeds(self) -> "AlertMessageQuerySet":
        """What systems should know now: what is in force, and what was said in the last days."""
        alive = Q(alert__shown=F("pk"), state__in=IN_FORCE)
        alive &= Q(ends_at=None) | Q(ends_at__gt=now())
        return self.filter(alive | Q(at__gt=now() - FEEDS_KEEP))

    def concerning(self, commune: Commune) -> "AlertMessageQuerySet":
        return self.filter(Q(areas=commune) | Q(areas=None))

    def gravest_first(self) -> "AlertMessageQuerySet":
        ranks = [When(level=level, then=Value(rank)) for level, rank in RANKS.items()]
        rank = Case(*ranks, output_field=models.SmallIntegerField())
        return self.order_by(rank.desc(), "-starts_at", "-pk")

    def with_areas(self) -> "AlertMessageQuerySet":
        return self.prefetch_related("areas")


class AlertMessage(AlertWords, Event):
    """One telling of an alert: the first, an update, or that it is cancelled."""

    alert = models.ForeignKey(
        Alert,
        models.PROTECT,
        related_name="messages",
        verbose_name=pgettext_lazy("an alert", "alert"),
    )
    identifier = models.CharField(_("identifier"), max_length=100, unique=True)
    sender = models.CharField(_("sender"), max_length=150)
    areas = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name=_("communes")
    )

    objects = AlertMessageQuerySet.as_manager()

    class Meta(AlertWords.Meta):
        verbose_name = _("alert message")
        verbose_name_plural = _("alert messages")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.identifier

    def get_absolute_url(self) -> str:
        return reverse("cms:alert", args=[self.alert_id])

    @property
    def told_as(self) -> str:
        """What this telling was, in words."""
        return str(TOLD_AS[self.step])
