from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.common.mentions import mask
from portal.common.models import Dated
from portal.common.moments import now
from portal.common.references import claim_matches
from portal.common.vietnamese import fold
from portal.places.tiles import tile_of
from services.notifications.contacts import Contact
from services.reports import spam
from services.reports.models.report_indexes import INDEXES
from services.reports.models.report_querysets import ReportQuerySet
from services.reports.reasons import HidingReason
from services.reports.sources import ENTERED, Source
from services.reports.workflow import AT_THE_DESK, CLOSED, OPEN, PAUSED, SHOWN, TONES, State


def digest_of(words: str) -> str:
    """The same for words that differ only in marks, capitals, numbers and signs; tells none."""
    letters = "".join(sign for sign in fold(words) if sign.isalpha())
    return salted_hmac("services.reports.words", letters).hexdigest()[:32] if letters else ""


class Report(Dated):
    """Something is wrong at a place; somebody should put it right in time."""

    reference = models.CharField(_("reference"), max_length=16, unique=True)
    claim_digest = models.CharField(max_length=64, editable=False)
    submission_key = models.UUIDField(
        unique=True,
        null=True,
        editable=False,
        help_text=_("One per form shown: sent twice by a bad signal, it makes one report."),
    )
    category = models.ForeignKey(
        "reports.Category", models.PROTECT, related_name="reports", verbose_name=_("category")
    )
    description = models.TextField(_("what is wrong"), max_length=4000)
    public_description = models.TextField(
        editable=False, default="", help_text=_("The same without telephones and other numbers.")
    )
    folded = models.TextField(editable=False, default="")
    more_masked = models.JSONField(
        default=list, editable=False, help_text=_("Words that an officer hid besides.")
    )
    left_shown = models.JSONField(
        default=list, editable=False, help_text=_("Words that were found personal by mistake.")
    )
    words_digest = models.CharField(max_length=32, editable=False, default="")
    spam_points = models.PositiveSmallIntegerField(_("spam points"), default=0, editable=False)
    spam_why = models.JSONField(default=list, editable=False)
    answers = models.JSONField(
        _("answers"), default=list, blank=True, help_text=_("Code, question and answer, as asked.")
    )
    commune = models.ForeignKey(
        "places.Commune", models.PROTECT, related_name="reports", verbose_name=_("commune")
    )
    address = models.CharField(_("where exactly"), max_length=200, blank=True)
    public_address = models.CharField(max_length=200, editable=False, default="")
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(_("accuracy (m)"), null=True, blank=True)
    tile = models.PositiveIntegerField(null=True, editable=False)

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("sent by"),
    )
    source = models.CharField(_("came in by"), max_length=10, choices=Source, default=Source.WEB)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entered_reports",
        verbose_name=_("entered by"),
    )
    contact_name = models.CharField(_("name"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=16, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")

    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="reports", verbose_name=_("agency")
    )
    team = models.ForeignKey(
        "reports.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("team"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_reports",
        verbose_name=_("officer"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="parts",
        verbose_name=_("part of"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.SUBMITTED)
    scheduled_on = models.DateField(_("planned for"), null=True, blank=True)
    is_private = models.BooleanField(_("private"), default=False)
    hidden_because = models.CharField(
        _("hidden because"), max_length=20, choices=HidingReason, blank=True, editable=False
    )
    is_listed = models.BooleanField(default=False, editable=False)
    due_at = models.DateTimeField(_("due"))
    paused_at = models.DateTimeField(_("waiting since"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    head = models.CharField(max_length=64, editable=False, default="")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("view_desk", "Can see the reports desk"),
            ("coordinate_reports", "Can send reports to agencies"),
            ("enter_report", "Can enter reports for others"),
            ("handle_report", "Can handle reports"),
            ("oversee_reports", "Is told when reports are late"),
        ]
        indexes = INDEXES
        constraints = [
            models.CheckConstraint(
                name="report_state_is_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("This is not a state of a report."),
            ),
            models.CheckConstraint(
                name="report_closed_at_matches_state",
                condition=Q(state__in=sorted(CLOSED), closed_at__isnull=False)
                | (~Q(state__in=sorted(CLOSED)) & Q(closed_at=None)),
                violation_error_message=_(
                    "A closed report has a closing time; an open one has none."
                ),
            ),
            models.CheckConstraint(
                name="report_is_listed_when_shown",
                condition=Q(is_listed=True, is_private=False, state__in=sorted(SHOWN))
                | (Q(is_listed=False) & (Q(is_private=True) | ~Q(state__in=sorted(SHOWN)))),
                violation_error_message=_("What everyone may read is listed, and nothing else."),
            ),
            models.CheckConstraint(
                name="report_is_private_when_hidden",
                condition=Q(hidden_because="") | Q(is_private=True),
                violation_error_message=_("What is hidden is not public."),
            ),
            models.CheckConstraint(
                name="report_entered_by_an_officer",
                condition=Q(entered_by=None) | Q(source__in=sorted(ENTERED)),
                violation_error_message=_(
                    "What an officer entered came in by a call, at the counter or on her way."
                ),
            ),
            models.CheckConstraint(
                name="report_has_both_coordinates_or_none",
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                violation_error_message=_("A pin needs both its coordinates."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        """What the report is called everywhere: its kind, and where."""
        return f"{self.category.name} – {self.commune.name}"

    @property
    def shortened(self) -> str:
        """The first words, for lists."""
        return Truncator(self.public_description).words(30)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_running(self) -> bool:
        return self.is_open and self.paused_at is None and self.state not in PAUSED

    @property
    def is_erased(self) -> bool:
        """Whether its words were taken away and only what is counted is left."""
        return not self.description

    @property
    def is_somebodys(self) -> bool:
        """Whether its sender left a name or a way to be reached."""
        return bool(self.contact_name or self.contact_email or self.contact_phone)

    @property
    def shows_words(self) -> bool:
        """Whether everyone may read its words and see its photos."""
        return not self.is_private and self.state in SHOWN

    @property
    def may_be_spam(self) -> bool:
        """Whether a new report looks like none; an officer who has read it knows better."""
        return self.state == State.SUBMITTED and self.spam_points >= spam.LIKELY

    @property
    def is_overdue(self) -> bool:
        return self.is_running and self.due_at < now()

    @property
    def due_on(self) -> date:
        """The day on which it is due, here."""
        return timezone.localdate(self.due_at)

    @property
    def state_at_desk(self) -> str:
        """The state in words for officers."""
        return AT_THE_DESK.get(State(self.state), self.get_state_display())

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def contact(self) -> Contact:
        return Contact(
            email=self.contact_email,
            phone=self.contact_phone,
            user=self.reporter,
            language=self.language,
        )

    @property
    def receipt_url(self) -> str:
        return reverse("reports:receipt", args=[self.reference])

    @property
    def first_photo_url(self) -> str:
        """The picture that stands for the report in a list; none while its photos wait."""
        shown = [photo for photo in self.photos.all() if photo.is_shown]
        if not self.shows_words or not shown:
            return ""
        return shown[0].url

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.reference])

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in what follows from the rest; bulk operations call it themselves."""
        self.public_description = self.masked(self.description)
        self.public_address = self.masked(self.address)
        self.words_digest = digest_of(self.description)
        place = f"{self.commune.name} {self.public_address}"
        words = f"{self.category.name} {place} {self.public_description}"
        self.folded = fold(f"{self.reference} {words}")
        has_pin = self.lat is not None and self.lon is not None
        self.tile = tile_of(self.lat, self.lon) if has_pin else None
        self.is_listed = self.shows_words

    def masked(self, text: str) -> str:
        """What others may read of something its sender wrote."""
        return mask(text, more=self.more_masked, but=self.left_shown)

    def is_claimed_by(self, code: str) -> bool:
        """Whether this secret code is the one given to whoever sent the report."""
        return claim_matches(code, self.reference, self.claim_digest)
