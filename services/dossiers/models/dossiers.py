from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Agency
from portal.common.ciphers import EncryptedTextField
from portal.common.models import Dated
from portal.common.moments import now
from portal.common.personal_id import mask_personal_id
from portal.common.references import read_reference
from portal.common.vietnamese import fold
from services.dossiers import clock
from services.dossiers.clock import Explanation, Progress
from services.dossiers.codes import read_code
from services.dossiers.models.events import DossierEvent
from services.dossiers.workflow import (
    BEFORE_RECEPTION,
    CLOSED,
    CODED,
    FINISHED,
    RUNNING,
    TONES,
    State,
)
from services.notifications.contacts import Contact

DESK = "dossiers.view_desk"


class DossierQuerySet(models.QuerySet):
    def open(self) -> "DossierQuerySet":
        return self.exclude(state__in=CLOSED)

    def running(self) -> "DossierQuerySet":
        """Those whose clock runs."""
        return self.filter(state__in=RUNNING)

    def overdue(self) -> "DossierQuerySet":
        return self.running().filter(due_at__lt=now())

    def due_by(self, moment: datetime) -> "DossierQuerySet":
        """Not overdue yet, but due by this moment."""
        return self.running().filter(due_at__gte=now(), due_at__lte=moment)

    def soonest_due_first(self) -> "DossierQuerySet":
        """Those whose clock runs, by due date; then those that wait; then what is closed."""
        rank = Case(
            When(state__in=RUNNING, then=Value(0)),
            When(closed_at=None, then=Value(1)),
            default=Value(2),
        )
        return self.order_by(rank, F("due_at").asc(nulls_last=True), "-created_at", "-pk")

    def visible_to(self, user) -> "DossierQuerySet":
        """What this officer's desk shows."""
        return self.filter(agency__in=Agency.objects.where(user, DESK))

    def of(self, user) -> "DossierQuerySet":
        """What this resident has under way, or had."""
        return self.filter(holder=user) if user.is_authenticated else self.none()

    def sent(self) -> "DossierQuerySet":
        """Everything that was really sent: it has a masked page, and stands on a desk."""
        return self.exclude(state=State.DRAFT)

    def track(self, text: str) -> "DossierQuerySet":
        """The dossier whose code or temporary reference somebody typed, however they typed it."""
        sent = self.sent()
        if reference := read_reference(text):
            return sent.filter(reference=reference)
        if key := read_code(text):
            return sent.filter(code_key=key)
        return self.none()

    def coded(self, code: str) -> "DossierQuerySet":
        """The one with exactly this code or temporary reference."""
        return self.filter(Q(code=code) | Q(reference=code))

    def matching(self, text: str) -> "DossierQuerySet":
        """Those whose code or people have all these words, with or without marks."""
        words = Q(*(Q(folded__contains=word) for word in fold(text).split()))
        if key := read_code(text):
            words |= Q(code_key=key)
        return self.filter(words)

    def with_facts(self) -> "DossierQuerySet":
        """Everything a row of a list shows, in one query."""
        return self.select_related("procedure", "agency")

    def with_timeline(self) -> "DossierQuerySet":
        events = DossierEvent.objects.select_related("by")
        return self.prefetch_related(Prefetch("events", queryset=events))


class Dossier(Dated):
    """What a resident applied for, where it is, and when its result is due."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("At the counter")
        ONLINE = "online", _("Online")
        SYNCHRONISED = "synchronised", _("From the one-stop system")

    code = models.CharField(_("dossier code"), max_length=60, unique=True, null=True, blank=True)
    code_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    reference = models.CharField(
        _("temporary reference"), max_length=16, unique=True, null=True, blank=True
    )
    procedure = models.ForeignKey(
        "procedures.Procedure",
        models.PROTECT,
        related_name="dossiers",
        verbose_name=_("procedure"),
    )
    procedure_snapshot = models.JSONField(
        _("procedure as it was on the day of reception"), default=dict, editable=False
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="dossiers", verbose_name=_("agency")
    )
    channel = models.CharField(
        _("channel"), max_length=20, choices=Channel, default=Channel.COUNTER
    )

    holder_name = models.CharField(_("holder"), max_length=150)
    submitter_name = models.CharField(_("submitter"), max_length=150, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("holder's account"),
    )
    holder_id_number = EncryptedTextField(_("holder's ID number"), blank=True, default="")
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=16, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    folded = models.TextField(editable=False, default="")
    note = models.TextField(_("note"), blank=True)

    state = models.CharField(_("state"), max_length=30, choices=State, default=State.DRAFT)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    statutory_due_at = models.DateTimeField(_("statutory due date"), null=True, blank=True)
    due_at = models.DateTimeField(_("due date"), null=True, blank=True)
    due_because = models.JSONField(_("why it is due then"), default=list, editable=False)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True, editable=False)
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("view_desk", "Can see the dossiers desk"),
            ("receive_dossier", "Can receive dossiers and return results"),
            ("handle_dossier", "Can handle dossiers"),
            ("approve_dossier", "Can approve dossiers"),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_at"], name="dossier_desk"),
            models.Index(fields=["holder", "-created_at"], name="dossier_holder"),
            models.Index(fields=["received_at"], name="dossier_received"),
            models.Index(fields=["completed_at"], name="dossier_completed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="dossier_state_is_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("This is not a state of a dossier."),
            ),
            models.CheckConstraint(
                name="dossier_can_be_found",
                condition=Q(code__isnull=False) | Q(reference__isnull=False),
                violation_error_message=_("A dossier has a code, or a reference until then."),
            ),
            models.CheckConstraint(
                name="dossier_code_comes_with_reception",
                condition=Q(code=None, received_at=None)
                | Q(code__isnull=False, received_at__isnull=False),
                violation_error_message=_("A dossier gets its code when it is received."),
            ),
            models.CheckConstraint(
                name="dossier_code_matches_state",
                condition=(~Q(state__in=sorted(CODED)) | Q(code__isnull=False))
                & (~Q(state__in=sorted(BEFORE_RECEPTION)) | Q(code=None)),
                violation_error_message=_("Only a received dossier has a code, and it always has."),
            ),
            models.CheckConstraint(
                name="dossier_closed_at_matches_state",
                condition=Q(state__in=sorted(CLOSED), closed_at__isnull=False)
                | (~Q(state__in=sorted(CLOSED)) & Q(closed_at=None)),
                violation_error_message=_(
                    "A closed dossier has a closing time; an open one has none."
                ),
            ),
            models.CheckConstraint(
                name="dossier_completed_at_matches_state",
                condition=Q(state__in=sorted(FINISHED), completed_at__isnull=False)
                | (~Q(state__in=sorted(FINISHED)) & Q(completed_at=None)),
                violation_error_message=_("Only a finished dossier was completed at some time."),
            ),
            models.CheckConstraint(
                name="dossier_returned_at_matches_state",
                condition=Q(state="returned", returned_at__isnull=False)
                | (~Q(state="returned") & Q(returned_at=None)),
                violation_error_message=_("Only a returned result was returned at some time."),
            ),
        ]

    def __str__(self) -> str:
        return self.public_code

    @property
    def public_code(self) -> str:
        """What its holder knows it by: the code, or until reception the temporary reference."""
        return self.code or self.reference or ""

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def explanations(self) -> list[Explanation]:
        """Why the result is due when it is."""
        return [Explanation(**facts) for facts in self.due_because]

    @property
    def masked_id_number(self) -> str:
        """The ID number as screens show it."""
        return mask_personal_id(self.holder_id_number)

    @property
    def contact(self) -> Contact:
        return Contact(
            email=self.contact_email,
            phone=self.contact_phone,
            user=self.holder,
            language=self.language,
        )

    def progress(self, *, at: datetime, soon: datetime) -> Progress | None:
        """How it stands against its due date, while that means anything."""
        if self.state not in RUNNING | FINISHED:
            return None
        return clock.progress(due_at=self.due_at, finished_at=self.completed_at, at=at, soon=soon)

    def get_absolute_url(self) -> str:
        return reverse("dossiers:track", args=[self.public_code])

    def save(self, *args, update_fields=None, **kwargs):
        self.code_key = read_code(self.code or "") or ""
        people = f"{self.holder_name} {self.submitter_name}"
        self.folded = fold(f"{self.code or ''} {self.reference or ''} {people}")
        if update_fields is not None:
            update_fields = {*update_fields, "code_key", "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)
