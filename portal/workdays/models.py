"""The days on which the offices differ from an ordinary week."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.models import Dated


class CalendarDayQuerySet(models.QuerySet):
    def since(self, first: date) -> "CalendarDayQuerySet":
        return self.filter(date__gte=first)

    def until(self, last: date) -> "CalendarDayQuerySet":
        return self.filter(date__lte=last)

    def seeded(self) -> "CalendarDayQuerySet":
        """Days that `load_calendar` wrote and nobody has changed since."""
        return self.filter(is_seeded=True)


class CalendarDay(Dated):
    """One day that is off although it is a weekday, or worked although it is a weekend."""

    date = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("the offices work"), default=False)
    reason = models.CharField(_("reason"), max_length=200)
    document = models.CharField(
        pgettext_lazy("of the administration", "document"),
        max_length=200,
        blank=True,
        help_text=_("The decision or notice that says so, if there is one."),
    )
    is_seeded = models.BooleanField(_("loaded, not edited"), default=False, editable=False)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.reason}"
