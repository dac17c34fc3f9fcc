from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import models, transaction
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


class TallyMark(models.Model):
    """Up to which change the worker has counted: one row, whose lock lets one count at a time."""

    ONLY = 1

    until = models.DateTimeField(_("counted until"), null=True, editable=False)

    class Meta:
        verbose_name = _("mark of the tallies")
        verbose_name_plural = _("marks of the tallies")

    def __str__(self) -> str:
        return str(self.until)

    @classmethod
    def reached(cls) -> datetime | None:
        """Up to when all changes are counted; None where nothing ever was."""
        return cls.objects.filter(pk=cls.ONLY).values_list("until", flat=True).first()

    @classmethod
    def reach(cls, moment: datetime) -> None:
        """All changes up to this moment are counted; another may be further already."""
        with cls.alone() as mark:
            mark.until = max(moment, mark.until or moment)
            mark.save(update_fields=["until"])

    @classmethod
    @contextmanager
    def alone(cls) -> Iterator["TallyMark"]:
        """Let nobody else count in the meantime; all that is counted inside shows together."""
        with transaction.atomic():
            yield cls.objects.select_for_update().get_or_create(pk=cls.ONLY)[0]
