"""The words of a kind of message as administrators changed them; every change stays."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now
from services.notifications.wording import Wording


class MessageTextQuerySet(models.QuerySet):
    def current(self):
        """The words in force now, where anybody ever changed them."""
        return self.filter(is_current=True)

    def of(self, kind: str, language: str):
        return self.filter(kind=kind, language=language)

    def in_force_at(self, moment: datetime):
        """What was in force then comes first; nothing when nobody had changed them yet."""
        return self.filter(at__lte=moment).order_by("-at", "-pk")


class MessageText(models.Model):
    """One change of the words of a kind, in one language: new ones, or back to the original."""

    kind = models.CharField(_("kind"), max_length=80)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    sms = models.CharField(_("SMS"), max_length=480, blank=True)
    body = models.TextField(_("text"), blank=True)
    is_original = models.BooleanField(_("back to the original words"), default=False)
    is_current = models.BooleanField(_("in force"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=now)

    objects = MessageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a message")
        verbose_name_plural = _("words of messages")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        permissions = [("change_text", _("Can change the words of messages"))]
        indexes = [models.Index(fields=["kind", "language", "at"], name="messagetext_history")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=Q(is_current=True),
                name="messagetext_one_in_force",
                violation_error_message=_("Only one wording of a message is in force."),
            ),
            models.CheckConstraint(
                name="messagetext_original_or_words",
                condition=Q(is_original=True, subject="", sms="", body="")
                | (Q(is_original=False) & ~Q(subject="") & ~Q(body="")),
                violation_error_message=_("A wording has a subject and a text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"

    @property
    def wording(self) -> Wording | None:
        """These words; None where the original ones came back."""
        return None if self.is_original else Wording(self.subject, self.body, self.sms)
