from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class QuarantinedRow(models.Model):
    """A row of a file that could not be believed, kept aside with the reason.

    Each load of a source replaces what that source left here before.
    """

    source = models.CharField(_("source"), max_length=200)
    position = models.PositiveIntegerField(_("row"))
    raw = models.TextField(_("row as it came"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("at"), default=now, editable=False)

    class Meta:
        verbose_name = _("quarantined row")
        verbose_name_plural = _("quarantined rows")
        ordering = ["source", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.source}:{self.position}"
