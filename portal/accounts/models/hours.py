"""The hours of an ordinary week, several periods a day."""

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _


class OpeningPeriod(models.Model):
    """From when to when an agency receives people on one day of the week."""

    agency = models.ForeignKey(
        "accounts.Agency", models.CASCADE, related_name="periods", verbose_name=_("agency")
    )
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=WEEKDAYS.items())
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "weekday", "opens_at"], name="opening_period_once"
            ),
            models.CheckConstraint(
                name="opening_period_ends_after_it_starts",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("It closes before it opens."),
            ),
            models.CheckConstraint(
                name="opening_period_on_a_weekday", condition=Q(weekday__range=(0, 6))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"
