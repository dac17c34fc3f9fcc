from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.common.models import Dated, Event
from portal.common.moments import now
from services.notifications.contacts import Contact
from services.privacy.workflow import CLOSED, OPEN, STEPS, TONES, State


class DataRequestQuerySet(models.QuerySet):
    def open(self) -> "DataRequestQuerySet":
        return self.filter(state__in=OPEN)

    def overdue(self) -> "DataRequestQuerySet":
        return self.open().filter(due_at__lt=now())

    def of(self, user) -> "DataRequestQuerySet":
        return self.filter(user=user)

    def visible_to(self, user) -> "DataRequestQuerySet":
        """Requests are the business of whoever answers for personal data, wherever they serve."""
        return self if user.has_perm("privacy.handle_request") else self.none()

    def oldest_first(self) -> "DataRequestQuerySet":
        """By the day they have to be done; what is closed comes after."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "due_at", "pk")

    def with_story(self) -> "DataRequestQuerySet":
        return self.select_related("user").prefetch_related("events__by")


class DataRequest(Dated):
    """What somebody asks about her own data, and by when the law wants it done."""

    class Kind(models.TextChoices):
        """In the law's words; its clocks stand in settings.DATA_REQUEST_DAYS."""

        VIEW = "view", pgettext_lazy("request about data", "See my data")
        CORRECT = "correct", pgettext_lazy("request about data", "Correct my data")
        PROVIDE = "provide", pgettext_lazy("request about data", "Get a copy of my data")
        RESTRICT = "restrict", pgettext_lazy("request about data", "Restrict how it is used")
        WITHDRAW = "withdraw", pgettext_lazy("request about data", "Take back my consents")
        DELETE = "delete", pgettext_lazy("request about data", "Erase my data, close my account")

    reference = models.CharField(_("reference"), max_length=16, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="data_requests",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("what is asked"), max_length=20, choices=Kind)
    words = models.TextField(_("in the person's own words"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.SUBMITTED)
    acknowledge_by = models.DateTimeField(_("to be acknowledged by"))
    due_at = models.DateTimeField(_("due"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    kept = models.JSONField(_("what the law keeps"), default=list, editable=False)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about data")
        verbose_name_plural = _("requests about data")
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_request", "Can answer requests about personal data")]
        indexes = [models.Index(fields=["state", "due_at"], name="data_request_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(state__in=sorted(OPEN)),
                name="data_request_once",
                violation_error_message=_("You asked for this already; it is under way."),
            ),
            models.CheckConstraint(
                name="data_request_closed_at_matches_state",
                condition=Q(state__in=sorted(CLOSED), closed_at__isnull=False)
                | (~Q(state__in=sorted(CLOSED)) & Q(closed_at=None)),
                violation_error_message=_("A closed request has a closing time."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < now()

    @property
    def contact(self) -> Contact:
        person = self.user
        return Contact(
            email=person.email or "",
            phone=person.phone or "",
            user=person,
            language=person.language,
        )

    def get_absolute_url(self) -> str:
        return reverse("privacy:request", args=[self.reference])


class DataRequestEvent(Event):
    """Something that happened to a request."""

    request = models.ForeignKey(
        DataRequest, models.PROTECT, related_name="events", verbose_name=_("request")
    )

    class Meta(Event.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def label(self) -> str:
        """What happened, in the office's words."""
        return str(STEPS[self.step].label if self.step in STEPS else _("Asked"))

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    def get_state_display(self) -> str:
        return str(State(self.state).label)
