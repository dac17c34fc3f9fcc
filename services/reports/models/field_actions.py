from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class FieldAction(models.Model):
    """Something that an officer did outside, under the key her phone gave it: done once, however
    often a bad signal sends it."""

    key = models.UUIDField(unique=True, editable=False)
    report = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="field_actions", verbose_name=_("report")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    name = models.CharField(_("step"), max_length=40)
    at = models.DateTimeField(_("at"), default=now, editable=False)

    class Meta:
        verbose_name = _("action outside")
        verbose_name_plural = _("actions outside")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.name}"
