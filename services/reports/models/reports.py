from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Agency
from portal.common.models import Dated
from portal.common.moments import now
from portal.common.references import claim_matches, read_reference
from portal.common.vietnamese import fold
from services.notifications.contacts import Contact
from services.reports.models.events import ReportEvent
from services.reports.workflow import AT_THE_DESK, CLOSED, OPEN, SHOWN, TONES, State

DESK = "reports.view_desk"


class ReportQuerySet(models.QuerySet):
    def open(self) -> "ReportQuerySet":
        return self.filter(state__in=OPEN)

    def closed(self) -> "ReportQuerySet":
        return self.filter(state__in=CLOSED)

    def overdue(self) -> "ReportQuerySet":
        return self.open().filter(due_at__lt=now())

    def on_time(self) -> "ReportQuerySet":
        """Closed ones that were closed before they were due."""
        return self.closed().filter(closed_at__lte=models.F("due_at"))

    def soonest_due_first(self) -> "ReportQuerySet":
        return self.order_by("due_at", "pk")

    def newest_first(self) -> "ReportQuerySet":
        return self.order_by("-created_at", "-pk")

    def listed(self) -> "ReportQuerySet":
        """What stands in the public list: seen by an officer and not private."""
        return self.filter(is_private=False, state__in=SHOWN)

    def public(self) -> "ReportQuerySet":
        """What has a public page; words and pictures may still wait for an officer."""
        return self.filter(is_private=False)

    def visible_to(self, user) -> "ReportQuerySet":
        """What this officer's desk shows."""
        return self.filter(agency__in=Agency.objects.where(user, DESK))

    def of(self, user) -> "ReportQuerySet":
        """What this resident sent while signed in."""
        return self.filter(reporter=user) if user.is_authenticated else self.none()

    def track(self, text: str) -> "ReportQuerySet":
        """The report whose reference somebody typed, however they typed it."""
        reference = read_reference(text)
        return self.filter(reference=reference) if reference else self.none()

    def chosen(
        self, q: str = "", commune: str = "", group: str = "", state: str = ""
    ) -> "ReportQuerySet":
        """Narrowed by what a person chose in a list; an empty choice narrows nothing."""
        wanted = {"commune__code": commune, "category__group__code": group, "state": state}
        words = Q(*(Q(folded__contains=word) for word in fold(q).split()))
        return self.filter(words, **{name: value for name, value in wanted.items() if value})

    def with_card(self) -> "ReportQuerySet":
        """Everything a card in a list shows, in the same few queries however many."""
        named = self.select_related("category__group", "commune", "agency")
        return named.prefetch_related("photos")

    def with_people(self) -> "ReportQuerySet":
        """What a step needs to know: whose desk it lies on, and whom to tell."""
        return self.select_related("category", "commune", "agency", "reporter")

    def with_timeline(self) -> "ReportQuerySet":
        events = ReportEvent.objects.select_related("by")
        return self.prefetch_related(Prefetch("events", queryset=events))


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
    folded = models.TextField(editable=False, default="")
    commune = models.ForeignKey(
        "places.Commune", models.PROTECT, related_name="reports", verbose_name=_("commune")
    )
    address = models.CharField(_("where exactly"), max_length=200, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("sent by"),
    )
    contact_name = models.CharField(_("name"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=16, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")

    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="reports", verbose_name=_("agency")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.SUBMITTED)
    is_private = models.BooleanField(_("private"), default=False)
    due_at = models.DateTimeField(_("due"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("view_desk", "Can see the reports desk"),
            ("coordinate_reports", "Can send reports to agencies"),
            ("handle_report", "Can handle reports"),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_at"], name="report_desk"),
            models.Index(fields=["is_private", "state", "-created_at"], name="report_list"),
            models.Index(fields=["commune", "-created_at"], name="report_commune"),
            models.Index(fields=["closed_at"], name="report_closed"),
        ]
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
        return Truncator(self.description).words(30)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

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
    def is_overdue(self) -> bool:
        return self.state in OPEN and self.due_at < now()

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
        if not self.shows_words or not self.photos.all():
            return ""
        return reverse("reports:photo", args=[self.reference, 0])

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.reference])

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.fold_words()
        super().save(*args, **kwargs)

    def fold_words(self) -> None:
        """Fill in what is searched; bulk operations call it themselves."""
        place = f"{self.commune.name} {self.address}"
        self.folded = fold(f"{self.reference} {self.category.name} {place} {self.description}")

    def is_claimed_by(self, code: str) -> bool:
        """Whether this secret code is the one given to whoever sent the report."""
        return claim_matches(code, self.reference, self.claim_digest)
