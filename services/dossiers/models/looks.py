from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class DossierLook(models.Model):
    """An officer saw whose dossier it is. The law wants it known, and its holder may ask."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="looks", verbose_name=_("dossier")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        verbose_name = _("look at a dossier")
        verbose_name_plural = _("looks at dossiers")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["dossier", "-at"], name="dossier_look_latest")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at:%Y-%m-%d %H:%M}"
