from django.db import models
from django.utils.translation import gettext_lazy as _


class TallyQuerySet(models.QuerySet):
    def of(self, *, topic: str = "", state: str = "", period: str = "") -> "TallyQuerySet":
        """One row a commune: how many listed reports of this topic, state and time it has."""
        return self.filter(topic=topic, state=state, period=period)


class Tally(models.Model):
    """How many listed reports a commune has of a topic, in a state, from a time; "" is any.

    The worker counts; a page reads as many rows as there are communes, whatever there is to count.
    """

    commune = models.ForeignKey("places.Commune", models.CASCADE, verbose_name=_("commune"))
    topic = models.CharField(
        _("topic"), max_length=6, blank=True
    )  # A category's or a group's code.
    state = models.CharField(_("state"), max_length=20, blank=True)
    period = models.CharField(_("period"), max_length=7, blank=True)  # 2026-11 or 2026.
    count = models.PositiveIntegerField(_("count"))

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        ordering = ["commune", "topic", "state", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "state", "period", "commune"], name="tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.topic} {self.state} {self.period}: {self.count}"
