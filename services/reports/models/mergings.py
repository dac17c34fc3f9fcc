from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now

UNDONE_WITHIN = timedelta(days=30)


class MergingQuerySet(models.QuerySet):
    def standing(self) -> "MergingQuerySet":
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Merging(models.Model):
    """One report went on as another; what moved, so that it can be given back exactly.

    `moved` holds keys of rows and what stood in them, never anybody's address: see
    actions/belongings.py.
    """

    report = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="mergings", verbose_name=_("report")
    )
    into = models.ForeignKey(
        "reports.Report", models.PROTECT, related_name="absorbings", verbose_name=_("goes on as")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    merged_at = models.DateTimeField(_("merged at"), default=now, editable=False)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    moved = models.JSONField(default=dict, editable=False)

    objects = MergingQuerySet.as_manager()

    class Meta:
        verbose_name = _("merging")
        verbose_name_plural = _("mergings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(undone_at=None), name="merging_once"
            ),
            models.CheckConstraint(
                name="merging_of_two",
                condition=~Q(report=F("into")),
                violation_error_message=_("A report is merged into another, not into itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} → {self.into_id}"

    @property
    def undone_until(self) -> datetime:
        """The last moment at which it may be undone."""
        return self.merged_at + UNDONE_WITHIN

    @property
    def is_lasting(self) -> bool:
        """Whether it is too late to undo it."""
        return now() > self.undone_until
