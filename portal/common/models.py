"""What rows of every domain have in common."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class Dated(models.Model):
    """Knows when it was made and when it last changed."""

    created_at = models.DateTimeField(_("created at"), default=now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self.pk:
            self.updated_at = now()
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Event(models.Model):
    """Something that happened: written once, never changed, never taken back."""

    step = models.CharField(_("step"), max_length=40)
    state = models.CharField(_("state afterwards"), max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    note = models.TextField(_("note"), blank=True)
    is_public = models.BooleanField(_("shown to everyone"), default=True)
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An event is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An event is never taken back.")
