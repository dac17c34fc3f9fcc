from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.ciphers import EncryptedTextField
from portal.common.dates import show_moment
from portal.common.models import Dated
from portal.common.moments import now
from portal.common.personal_id import mask_personal_id
from services.signin.vneid.identities import show_level


class VerifiedIdentity(Dated):
    """Who VNeID says a person is, as of her last sign-in with it.

    VNeID's own name for her, `sub`, stands in the account of allauth's that this belongs to;
    taking one away takes the other.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="verified_identity",
        verbose_name=_("person"),
    )
    account = models.OneToOneField(
        "socialaccount.SocialAccount",
        models.CASCADE,
        related_name="verified_identity",
        verbose_name=_("account at VNeID"),
    )
    name = models.CharField(_("full name"), max_length=150, blank=True)
    personal_id = EncryptedTextField(_("ID number"), blank=True)
    level = models.CharField(_("level of assurance"), max_length=100, blank=True)
    verified_at = models.DateTimeField(_("verified at"), default=now)

    class Meta:
        verbose_name = _("verified identity")
        verbose_name_plural = _("verified identities")
        ordering = ["-verified_at"]

    def __str__(self) -> str:
        return self.name or str(self.user)

    @property
    def subject(self) -> str:
        """By which VNeID knows this person for ever."""
        return self.account.uid

    @property
    def shown_level(self) -> str:
        return show_level(self.level)

    @property
    def rows(self) -> list[dict[str, str]]:
        """What is kept, as its owner sees it."""
        rows = [
            (_("Full name"), self.name),
            (_("ID number"), mask_personal_id(self.personal_id)),
            (_("Level of assurance"), self.shown_level),
            (_("Confirmed by VNeID"), show_moment(self.verified_at)),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]
