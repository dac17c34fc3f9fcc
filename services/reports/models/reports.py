from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.agencies import reach
from portal.common.mentions import mask
from portal.common.models import Dated
from portal.common.moments import now
from portal.common.references import claim_matches, read_reference
from portal.common.vietnamese import fold
from portal.places.tiles import tile_of
from services.notifications.contacts import Contact
from services.reports import risk, spam
from services.reports.models.events import ReportEvent
from services.reports.models.follows import Follow
from services.reports.reasons import HidingReason
from services.reports.risk import Edges, Risk
from services.reports.sources import ENTERED, Source
from services.reports.workflow import AT_THE_DESK, CLOSED, OPEN, PAUSED, SHOWN, TONES, State

DESK = "reports.view_desk"

# The public list is read from its newest end, whole or by one of these.
LISTS = {
    "report_listed": [],
    "report_listed_commune": ["commune"],
    "report_listed_category": ["category"],
    "report_listed_state": ["state"],
    "report_listed_tile": ["tile"],
}

# What is still open is a small part of all, among which nearby.py looks for the same thing.
OPEN_TO_ALL = Q(is_listed=True, closed_at=None)
NEIGHBOURS = {"report_open_tile": ["tile", "commune"], "report_open_commune": ["commune"]}

# The desk's queue is read from what is due first: of everybody, of an agency, of an officer. Each
# index holds all that the buckets of risk.py ask, so that counting them reads no row.
QUEUES = {
    "report_queue": [],
    "report_queue_agency": ["agency"],
    "report_queue_assignee": ["assignee"],
}
ASKED = ["due_at", "id", "state", "paused_at", "agency", "assignee"]

# What a row of the queue shows: neither the sender nor the words as they were written.
ROW = [
    "source",
    *("reference", "state", "is_private", "due_at", "paused_at", "closed_at", "created_at"),
    *("public_description", "public_address", "head"),
    *("category__name", "commune__name", "agency__name", "assignee__name"),
]

# What a point on a map shows: there are hundreds at a time.
PIN = ["reference", "lat", "lon", "state", "is_private", "category__name", "commune__name"]


def digest_of(words: str) -> str:
    """The same for words that differ only in marks, capitals, numbers and signs; tells none."""
    letters = "".join(sign for sign in fold(words) if sign.isalpha())
    return salted_hmac("services.reports.words", letters).hexdigest()[:32] if letters else ""


class ReportQuerySet(models.QuerySet):
    def open(self) -> "ReportQuerySet":
        """Said by the closing time, which the state implies: the indexes of open ones say so."""
        return self.filter(closed_at=None)

    def closed(self) -> "ReportQuerySet":
        return self.filter(closed_at__isnull=False)

    def overdue(self) -> "ReportQuerySet":
        return self.open().filter(risk.overdue(now()))

    def at_risk(self, bucket: Risk, edges: Edges) -> "ReportQuerySet":
        """Open ones in this bucket of risk.py, soonest due first."""
        return self.open().filter(risk.conditions(edges)[bucket]).soonest_due_first()

    def by_risk(self, edges: Edges) -> "ReportQuerySet":
        """Open ones in the order of the buckets of risk.py, in each soonest due first."""
        cases = (
            models.When(its, then=models.Value(place))
            for place, its in enumerate(risk.conditions(edges).values())
        )
        return self.order_by(models.Case(*cases), "due_at", "pk")

    def running(self) -> "ReportQuerySet":
        """Open ones whose clock does not stand still."""
        return self.open().filter(paused_at=None)

    def on_time(self) -> "ReportQuerySet":
        """Closed ones that were closed before they were due."""
        return self.closed().filter(closed_at__lte=models.F("due_at"))

    def soonest_due_first(self) -> "ReportQuerySet":
        return self.order_by("due_at", "pk")

    def newest_first(self) -> "ReportQuerySet":
        return self.order_by("-created_at", "-pk")

    def listed(self) -> "ReportQuerySet":
        """What stands in the public list: seen by an officer and not private."""
        # Said as a comparison: SQLite looks for no bare truth in an index, nor reads one in order.
        return self.filter(is_listed__in=[True])

    def public(self) -> "ReportQuerySet":
        """What has a public page; words and pictures may still wait for an officer."""
        return self.filter(is_private=False)

    def visible_to(self, user) -> "ReportQuerySet":
        """What this officer's desk shows."""
        agencies = reach(user, DESK)
        return self.all() if agencies is None else self.filter(agency__in=agencies)

    def of(self, user) -> "ReportQuerySet":
        """What this resident sent while signed in."""
        return self.filter(reporter=user) if user.is_authenticated else self.none()

    def track(self, text: str) -> "ReportQuerySet":
        """The report whose reference somebody typed, however they typed it."""
        reference = read_reference(text)
        return self.filter(reference=reference) if reference else self.none()

    def saying(self, text: str) -> "ReportQuerySet":
        """Those in which every word stands, with or without marks."""
        return self.filter(*(Q(folded__contains=word) for word in fold(text).split()))

    def chosen(
        self, q: str = "", commune=None, categories=(), state: str = "", within=None
    ) -> "ReportQuerySet":
        """Narrowed by what a person chose in a list; an empty choice narrows nothing."""
        start, end = within or (None, None)
        wanted = {
            "commune": commune,
            "category__in": categories,
            "state": state,
            "created_at__gte": start,
            "created_at__lt": end,
        }
        return self.saying(q).filter(**{name: value for name, value in wanted.items() if value})

    def perhaps_spam(self) -> "ReportQuerySet":
        """New ones that look like none; nobody has decided on them yet."""
        return self.filter(state=State.SUBMITTED, spam_points__gte=spam.LIKELY)

    def with_card(self) -> "ReportQuerySet":
        """Everything a card in a list shows, in the same few queries however many."""
        named = self.select_related("category__group", "commune", "agency")
        return named.prefetch_related("photos")

    def with_seen_too(self) -> "ReportQuerySet":
        """How many said that they see the same, as `seen_too`."""
        saw = Follow.objects.filter(report=OuterRef("pk"), saw_it_too=True).order_by()
        counted = saw.values("report").annotate(count=Count("pk")).values("count")
        return self.annotate(seen_too=Coalesce(Subquery(counted), 0))

    def with_pin(self) -> "ReportQuerySet":
        """What a point on a map shows, and no more."""
        named = self.select_related("category", "commune").prefetch_related("photos")
        return named.only(*PIN)

    def with_row(self) -> "ReportQuerySet":
        """What a row of the officers' queue shows, and no more."""
        return self.select_related("category", "commune", "agency", "assignee").only(*ROW)

    def with_people(self) -> "ReportQuerySet":
        """What a step needs to know: whose desk it lies on, and whom to tell."""
        return self.select_related("category", "commune", "agency", "reporter", "assignee")

    def with_parts(self) -> "ReportQuerySet":
        """The parts into which each was split, oldest first, as a list of them shows them."""
        parts = Report.objects.select_related("category", "agency").order_by("pk")
        return self.prefetch_related(Prefetch("parts", queryset=parts))

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
        indexes = [
            models.Index(fields=["agency", "state", "due_at"], name="report_desk"),
            models.Index(fields=["closed_at"], name="report_closed"),
            models.Index(fields=["updated_at"], name="report_changed"),
            models.Index(
                fields=["words_digest", "created_at"],
                condition=~Q(words_digest=""),
                name="report_same_words",
            ),
            models.Index(fields=["lat", "lon"], condition=Q(is_listed=True), name="report_place"),
            *(
                models.Index(fields=[*by, "is_listed", "-created_at", "-id"], name=name)
                for name, by in LISTS.items()
            ),
            *(
                models.Index(fields=[*by, "-created_at", "-id"], condition=OPEN_TO_ALL, name=name)
                for name, by in NEIGHBOURS.items()
            ),
            *(
                models.Index(
                    fields=[*by, *(field for field in ASKED if field not in by)],
                    condition=Q(closed_at=None),
                    name=name,
                )
                for name, by in QUEUES.items()
            ),
            models.Index(fields=["-created_at", "-id"], name="report_newest"),
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
