"""What residents are told: one row for each message, on each channel, to each address."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.common.models import Event
from portal.common.moments import now
from services.notifications.kinds import KINDS, Kind

EXCERPT = 140
FORGOTTEN = "forgotten-"  # Stands for a recipient whom retention has taken out.


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    INBOX = "inbox", _("Inbox")


class State(models.TextChoices):
    CREATED = "created", _("Waiting to be sent")
    GATHERED = "gathered", _("Waiting for the daily letter")
    SENDING = "sending", _("Being sent")
    RETRYING = "retrying", _("Will be tried again")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")


UNTRIED = frozenset({State.CREATED, State.GATHERED})
WAITING = frozenset({State.CREATED, State.RETRYING})
SETTLED = frozenset({State.DELIVERED, State.FAILED})


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

    def about(self, key: str):
        """Every message of one event."""
        return self.filter(key=key)

    def gathered(self):
        """Messages that no daily letter has taken along yet."""
        return self.filter(state=State.GATHERED, digest=None)

    def inbox_of(self, user):
        """What lies in a person's inbox on the portal."""
        return self.filter(user=user, channel=Channel.INBOX, state=State.DELIVERED)

    def unread(self):
        return self.filter(read_at=None)


class Message(models.Model):
    """One message to one person on one channel, from the action that caused it to its fate."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("what it is about"), max_length=120)
    matter = models.CharField(_("code of the matter"), max_length=60, blank=True)
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

    digest = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="gathered",
        verbose_name=_("told in the daily letter"),
    )
    # In an inbox lies what was told, whatever becomes of the words in force later.
    subject = models.CharField(_("subject"), max_length=200, blank=True, editable=False)
    body = models.TextField(_("text"), blank=True, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="message_state"),
            models.Index(fields=["matter", "created_at"], name="message_matter"),
            models.Index(fields=["created_at"], name="message_newest"),
            models.Index(fields=["user", "channel", "created_at"], name="message_inbox"),
            models.Index(
                fields=["user"], condition=Q(state=State.GATHERED), name="message_gathered"
            ),
        ]
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
                name="message_next_try_while_waiting",
                condition=Q(state=State.RETRYING, next_try_at__isnull=False)
                | Q(state=State.CREATED)
                | (~Q(state__in=sorted(WAITING)) & Q(next_try_at=None)),
                violation_error_message=_("Only a message that waits has a next try."),
            ),
            models.CheckConstraint(
                name="message_delivered_at_matches_state",
                condition=only_while(State.DELIVERED, "delivered_at"),
                violation_error_message=_("A delivered message has a time of delivery."),
            ),
            models.CheckConstraint(
                name="message_attempts_match_state",
                condition=Q(state__in=sorted(UNTRIED), attempts=0)
                | (~Q(state__in=sorted(UNTRIED)) & Q(attempts__gte=1)),
                violation_error_message=_("A message is new until it is first tried."),
            ),
            models.CheckConstraint(
                name="message_read_in_an_inbox",
                condition=Q(read_at=None) | Q(channel=Channel.INBOX, state=State.DELIVERED),
                violation_error_message=_("Only what lies in an inbox is read there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def known_kind(self) -> Kind:
        """The kind with its rules; an ordinary one when no domain knows it any more."""
        return KINDS.get(self.kind) or Kind(name=self.kind, label=self.kind)

    @property
    def is_expired(self) -> bool:
        """Whether it comes too late to be of use, as a code does."""
        lifetime = self.known_kind.lifetime
        return lifetime is not None and now() - self.created_at > lifetime

    @property
    def can_be_resent(self) -> bool:
        """Whether it may go out once more: its fate is known, and its facts are not forgotten."""
        lies_there = self.channel == Channel.INBOX and self.state == State.DELIVERED
        is_whole = not (self.known_kind.is_secret or self.is_forgotten)
        return self.state in SETTLED and is_whole and not lies_there

    @property
    def is_forgotten(self) -> bool:
        """Whether only its having been sent is left of it."""
        return self.recipient.startswith(FORGOTTEN)

    @property
    def is_new(self) -> bool:
        """Whether its reader has not opened it yet."""
        return self.read_at is None

    @property
    def excerpt(self) -> str:
        """How its text begins, for a list, where addresses lead nowhere."""
        lines = [line for line in self.body.splitlines() if "://" not in line]
        return Truncator(" ".join(" ".join(lines).split())).chars(EXCERPT)


class MessageEvent(Event):
    """What an officer did with a message: so far, had it sent again."""

    message = models.ForeignKey(
        Message, models.CASCADE, related_name="events", verbose_name=_("message")
    )

    class Meta(Event.Meta):
        verbose_name = _("event of a message")
        verbose_name_plural = _("events of messages")
