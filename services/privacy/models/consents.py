from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class Purpose(models.TextChoices):
    """Extras for which one is asked; what the state must do is announced, never asked."""

    NEWSLETTER = "newsletter", _("News by e-mail")
    KEEP_PAPERS = "keep_papers", _("Keeping papers for next time")


class ConsentQuerySet(models.QuerySet):
    def standing(self) -> "ConsentQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def of(self, user) -> "ConsentQuerySet":
        return self.filter(user=user)

    def delete(self):
        raise TypeError("A consent is proof; only retention takes it away, row by row.")


class Consent(models.Model):
    """Proof that somebody agreed to one purpose, in these words; and when she took it back."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("person"),
    )
    contact = models.CharField(_("address of somebody without account"), max_length=254, blank=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version of the wording"))
    wording = models.TextField(_("the words shown"))
    how = models.CharField(_("how it was given"), max_length=40)
    given_at = models.DateTimeField(_("given at"), default=now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_once",
                violation_error_message=_("This was agreed to already."),
            ),
            models.CheckConstraint(
                name="consent_is_somebodys",
                condition=Q(user__isnull=False, contact="") | (Q(user=None) & ~Q(contact="")),
                violation_error_message=_("A consent is an account's or an address's."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_at:%Y-%m-%d}"

    def save(self, *args, update_fields=None, **kwargs) -> None:
        """Written once; the one thing that may come later is the withdrawal."""
        if not self._state.adding and set(update_fields or ()) != {"withdrawn_at"}:
            raise TypeError("A consent is written once.")
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A consent is proof.")
