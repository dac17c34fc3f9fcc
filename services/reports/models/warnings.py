from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class ClockWarning(models.Model):
    """That somebody was told how late a report is getting, once for each stage of each date."""

    class Stage(models.TextChoices):
        HALF = "half", _("Half of the time is over")
        TOMORROW = "tomorrow", _("Due on the next working day")
        LATE = "late", _("Overdue")
        HEAD = "head", _("Overdue for days")

    report = models.ForeignKey(
        "reports.Report", models.CASCADE, related_name="warnings", verbose_name=_("report")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    due_on = models.DateField(_("due on"))
    at = models.DateTimeField(_("at"), default=now, editable=False)

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "stage", "due_on"], name="warned_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.stage}/{self.due_on}"
