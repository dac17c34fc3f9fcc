"""How a person wants to be told; without a row, what most people would want."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated


class Followed(models.TextChoices):
    """When news of what one follows comes by e-mail."""

    DAILY = "daily", _("Once a day, all together")
    NOW = "now", _("As it happens")
    NEVER = "never", _("Never by e-mail")


class PreferencesQuerySet(models.QuerySet["Preferences"]):
    def of(self, user, *, has_email: bool) -> "Preferences":
        """What this person chose; who chose nothing gets an SMS only for want of an address."""
        chosen = self.filter(user=user).first()
        return chosen or Preferences(user=user, matters_sms=not has_email)


class Preferences(Dated):
    """One person's choices. Codes and warnings about an account are not hers to switch off."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="message_preferences",
        verbose_name=_("person"),
    )
    matters_email = models.BooleanField(_("e-mail about one's own matters"), default=True)
    matters_sms = models.BooleanField(_("SMS about one's own matters"), default=False)
    followed_inbox = models.BooleanField(_("what one follows, in the inbox"), default=True)
    followed_email = models.CharField(
        _("what one follows, by e-mail"),
        max_length=10,
        choices=Followed,
        default=Followed.DAILY,
    )

    objects = PreferencesQuerySet.as_manager()

    class Meta:
        verbose_name = _("message preferences")
        verbose_name_plural = _("message preferences")

    def __str__(self) -> str:
        return str(self.user)


class OptOut(models.Model):
    """An address without account that wants to hear no more of what it followed."""

    recipient = models.CharField(_("recipient"), max_length=254, unique=True)

    class Meta:
        verbose_name = _("address that wants no news")
        verbose_name_plural = _("addresses that want no news")

    def __str__(self) -> str:
        return str(self.pk)
