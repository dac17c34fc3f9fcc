import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


def export_path(export: "DataExport", filename: str) -> str:
    """A name that tells nothing and that nobody can guess."""
    return f"exports/{uuid.uuid4().hex}.zip"


class DataExportQuerySet(models.QuerySet):
    def of(self, user) -> "DataExportQuerySet":
        return self.filter(user=user)

    def ready(self) -> "DataExportQuerySet":
        return self.filter(ready_at__isnull=False)


class DataExport(models.Model):
    """Everything we hold of one person, as a file that waits a few days for her."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="data_exports",
        verbose_name=_("person"),
    )
    file = models.FileField(_("file"), upload_to=export_path, max_length=100, blank=True)
    requested_at = models.DateTimeField(_("asked for at"), default=now)
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)

    objects = DataExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of somebody's data")
        verbose_name_plural = _("copies of somebody's data")
        ordering = ["-requested_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.requested_at:%Y-%m-%d}"
