"""What residents are told: one row for each message, on each channel, to each address."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.moments import now


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")


class State(models.TextChoices):
    CREATED = "created", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    RETRYING = "retrying", _("Will be tried again")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")


WAITING = frozenset({State.CREATED, State.RETRYING})


def only_while(state: State, field: str) -> Q:
    """The field is filled in exactly while a message is in this state."""
    return Q(state=state, **{f"{field}__isnull": False}) | (
        ~Q(state=state) & Q(**{f"{field}__isnull": True})
    )


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        """Messages that are still to be sent."""
        return self.filter(state__in=WAITING)

    def due(self):
        """Messages that may be sent now."""
        return self.waiting().filter(Q(next_try_at=None) | Q(next_try_at__lte=now()))

    def stuck(self):
        """Messages whose sender has not been heard of since its lease ended."""
        return self.filter(state=State.SENDING, lease_until__lte=now())


class Message(models.Model):
    """One message to one person on one channel, from the action that caused it to its fate."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("what it is about"), max_length=120)
    channel = models.CharField(_("way of sending"), max_length=10, choices=Channel)
    recipient = models.CharField(_("recipient"), max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=5, default="vi")
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    created_at = models.DateTimeField(_("created at"), default=now, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CREATED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("being sent until"), null=True, editable=False)
    next_try_at = models.DateTimeField(_("next try at"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, editable=False)
    error = models.CharField(_("last error"), max_length=80, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="message_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "channel", "recipient"],
                name="message_once",
                violation_error_message=_("This person has been told of this already."),
            ),
            models.CheckConstraint(
                name="message_lease_while_sending",
                condition=only_while(State.SENDING, "lease_until"),
                violation_error_message=_("A message has a lease exactly while it is being sent."),
            ),
            models.CheckConstraint(
                name="message_next_try_while_retrying",
                condition=only_while(State.RETRYING, "next_try_at"),
                violation_error_message=_("A message has a next try exactly while it is retried."),
            ),
            models.CheckConstraint(
                name="message_delivered_at_matches_state",
                condition=only_while(State.DELIVERED, "delivered_at"),
                violation_error_message=_("A delivered message has a time of delivery."),
            ),
            models.CheckConstraint(
                name="message_attempts_match_state",
                condition=Q(state=State.CREATED, attempts=0)
                | (~Q(state=State.CREATED) & Q(attempts__gte=1)),
                violation_error_message=_("A message is new until it is first tried."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
