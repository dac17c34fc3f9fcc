from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class Tombstone(models.Model):
    """Something of somebody was here and is gone: which, since when, by which rule."""

    kind = models.CharField(_("kind"), max_length=40)
    reference = models.CharField(_("reference"), max_length=60)
    rule = models.CharField(_("by which rule"), max_length=60)
    erased_at = models.DateTimeField(_("erased at"), default=now)

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        ordering = ["-erased_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference", "rule"], name="tombstone_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class RetentionRun(models.Model):
    """One rule, applied once: how much went."""

    rule = models.CharField(_("rule"), max_length=60, db_index=True)
    erased = models.PositiveIntegerField(_("erased"), default=0)
    started_at = models.DateTimeField(_("started at"), default=now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.started_at:%Y-%m-%d %H:%M}"
