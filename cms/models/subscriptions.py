"""Who gets the news by e-mail: an address that said yes, of what, and how often."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models.topics import Topic
from portal.common.masking import mask_email
from portal.common.moments import now
from portal.places.models import Commune
from services.notifications.contacts import Contact

RUNNING = Q(confirmed_at__isnull=False, stopped_at=None)


class Rhythm(models.TextChoices):
    DAILY = "daily", _("Every morning with something new")
    WEEKLY = "weekly", _("Once a week, on Monday morning")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def running(self) -> "SubscriptionQuerySet":
        """Those that said yes, and have not said no since."""
        return self.filter(RUNNING)

    def of(self, user) -> "SubscriptionQuerySet":
        """The one of the address that is theirs."""
        return self.filter(email=user.email.lower()) if user.email else self.none()


class Subscription(models.Model):
    """One address, and the news it wants. No topic is every topic, no commune every commune."""

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    communes = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name=_("communes")
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    created_at = models.DateTimeField(_("created at"), default=now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, editable=False)
    told_until = models.DateTimeField(
        default=now, editable=False, help_text=_("What was published by then has been told.")
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to the newsletter")
        verbose_name_plural = _("subscriptions to the newsletter")
        ordering = ["pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["rhythm", "told_until"], condition=RUNNING, name="subscription_running"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="subscription_stopped_after_yes",
                condition=Q(stopped_at=None) | Q(confirmed_at__isnull=False),
                violation_error_message=_("Only what was confirmed can be stopped."),
            )
        ]

    def __str__(self) -> str:
        return mask_email(self.email)

    @property
    def is_running(self) -> bool:
        return self.confirmed_at is not None and self.stopped_at is None

    def begin(self) -> None:
        """The address has said yes: what is published from now on reaches it."""
        self.stopped_at, self.confirmed_at, self.told_until = None, now(), now()
        self.save(update_fields=["confirmed_at", "stopped_at", "told_until"])

    @property
    def contact(self) -> Contact:
        return Contact(email=self.email, language=self.language)
