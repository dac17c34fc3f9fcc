from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Count, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.models import Dated
from portal.common.vietnamese import slug, sort_key
from portal.search.words import asked, folded, written
from services.procedures import words
from services.procedures.english import english_words

CODE = r"[1-9]\.[0-9]{6}"


class ProcedureQuerySet(models.QuerySet):
    def active(self) -> "ProcedureQuerySet":
        return self.filter(is_active=True)

    def in_field(self, field: str) -> "ProcedureQuerySet":
        """Those of one field, named by its slug: `ho-tich`."""
        return self.filter(field_slug=field)

    def for_life_event(self, event: str) -> "ProcedureQuerySet":
        """Those met at one event of a life, named by its slug: `co-con-nho`."""
        return self.filter(life_event_slug=event)

    def search(self, text: str) -> "ProcedureQuerySet":
        """Those that hold every word; first those whose name says it, with the same marks."""
        typed = asked(text)
        found = self if typed else self.none()
        for word in typed:
            found = found.filter(folded__contains=folded(word))
        rank = Case(
            When(written_name__contains=written(text), then=0),
            When(folded_name__contains=folded(text), then=1),
            When(folded__contains=folded(text), then=2),
            default=3,
        )
        return found.order_by(rank, "priority", "sort_key", "code")

    def asked(self, *, q: str = "", field: str = "", life_event: str = "") -> "ProcedureQuerySet":
        """Those that answer a question, of which any part may be left open."""
        found = self.in_field(field) if field else self
        found = found.for_life_event(life_event) if life_event else found
        return found.search(q) if q else found

    def with_card_facts(self) -> "ProcedureQuerySet":
        return self.prefetch_related("time_limits", "fees")

    def with_facts(self) -> "ProcedureQuerySet":
        return self.prefetch_related("time_limits", "fees", "components", "results")

    def count_by(self, slug_field: str, name_field: str) -> list[dict]:
        """How many there are of each: [{"slug": "ho-tich", "name": "Hộ tịch", "count": 15}]."""
        counted = (
            self.exclude(**{slug_field: ""})
            .order_by()
            .values(slug_field)
            .annotate(name=models.Min(name_field), count=Count("pk"))
        )
        rows = [
            {"slug": row[slug_field], "name": row["name"], "count": row["count"]} for row in counted
        ]
        return sorted(rows, key=lambda row: sort_key(row["name"]))

    def by_field(self) -> list[dict]:
        return self.count_by("field_slug", "field")

    def by_life_event(self) -> list[dict]:
        return self.count_by("life_event_slug", "life_event")


class Procedure(Dated):
    """One administrative procedure: official facts, and beside them our plain words.

    The official facts come from `load_procedures` and are replaced by it. What an editor
    writes (`plain_…`) is never touched by it, and wins on the page.
    """

    class Level(models.TextChoices):
        COMMUNE = "commune", _("Commune")
        PROVINCE = "province", _("Province or city")
        BOTH = "both", _("Commune and province")

    class SubmissionMode(models.TextChoices):
        NATIONAL_PORTAL = "national_portal", _("On the national public service portal")
        LOCAL = "local", _("On this portal")
        PAPER_ONLY = "paper_only", _("On paper only")

    class ServiceLevel(models.TextChoices):
        FULL = "full", _("Full-process online service")
        PARTIAL = "partial", _("Partial online service")
        INFORMATION = "information", _("Information only")

    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(rf"^{CODE}\Z", _("A procedure's code looks like 1.001193."))],
    )
    name = models.CharField(_("name"), max_length=500)
    field = models.CharField(_("field"), max_length=200)
    field_code = models.CharField(_("field code"), max_length=20, blank=True)
    level = models.CharField(_("administrative level"), max_length=20, choices=Level)
    life_event = models.CharField(_("life event"), max_length=200, blank=True)
    promulgating_agency = models.CharField(_("promulgating agency"), max_length=300, blank=True)
    executing_agency = models.CharField(_("executing agency"), max_length=300, blank=True)
    subjects = models.JSONField(_("who may apply"), default=list, blank=True)
    submission_mode = models.CharField(
        _("submission mode"),
        max_length=20,
        choices=SubmissionMode,
        default=SubmissionMode.NATIONAL_PORTAL,
    )
    service_level = models.CharField(
        _("service level"), max_length=20, choices=ServiceLevel, blank=True
    )
    decision_number = models.CharField(_("decision number"), max_length=100, blank=True)
    legal_basis = models.JSONField(_("legal basis"), default=list, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    summary = models.TextField(_("imported summary"), blank=True)
    keywords = models.JSONField(_("search words"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified by the administration"), default=False)
    is_open_for_demo = models.BooleanField(_("open in the demonstration"), default=False)
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=2, help_text=_("1 comes first.")
    )
    is_active = models.BooleanField(_("in force"), default=True)
    agencies = models.ManyToManyField(
        "accounts.Agency",
        blank=True,
        related_name="procedures",
        verbose_name=_("received by"),
        help_text=_("Tick none, and the one-stop desk of each commune receives it."),
    )

    plain_summary = models.TextField(
        _("in short"),
        blank=True,
        help_text=_("Short sentences a grandmother understands. Empty: the imported summary."),
    )
    plain_who = models.CharField(_("who may apply, in plain words"), max_length=300, blank=True)
    plain_bring = models.CharField(_("what to bring, in plain words"), max_length=500, blank=True)
    plain_time = models.CharField(
        _("how long it takes, in plain words"), max_length=300, blank=True
    )
    plain_fee = models.CharField(_("what it costs, in plain words"), max_length=300, blank=True)
    plain_result = models.CharField(
        _("what you receive, in plain words"), max_length=300, blank=True
    )

    field_slug = models.CharField(max_length=200, editable=False, db_index=True)
    life_event_slug = models.CharField(max_length=200, editable=False, blank=True, db_index=True)
    written_name = models.TextField(editable=False)
    folded_name = models.TextField(editable=False)
    folded = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["priority", "sort_key", "code"]
        indexes = [models.Index(fields=["is_active", "priority"], name="procedure_active_first")]

    def __str__(self) -> str:
        return self.name

    @property
    def summary_in_words(self) -> str:
        """What an editor wrote, else what was imported."""
        return self.plain_summary or self.summary

    @property
    def search_words(self) -> list[str]:
        """What it is found by besides its own words; nothing to be read as a sentence."""
        return [*self.keywords, *english_words(self.name, self.field), self.field, self.code]

    @property
    def time_limit_in_words(self) -> str:
        return self.plain_time or words.time_limits(list(self.time_limits.all()))

    @property
    def fee_in_words(self) -> str:
        """The fee as far as it is known; free only where somebody confirmed it."""
        return self.plain_fee or words.fees(list(self.fees.all()))

    @property
    def is_fee_known(self) -> bool:
        """Whether there is anything to say about the fee at a glance."""
        return bool(self.plain_fee) or any(fee.is_known for fee in self.fees.all())

    @property
    def who_in_words(self) -> str:
        return self.plain_who or "; ".join(self.subjects)

    @property
    def papers_in_words(self) -> str:
        return self.plain_bring or words.papers(list(self.components.all()))

    @property
    def result_in_words(self) -> str:
        return self.plain_result or "; ".join(result.name for result in self.results.all())

    @property
    def papers_by_case(self) -> list[tuple[str, list]]:
        """Everybody's papers first, then those of each case, in the order of the sheet."""
        cases: dict[str, list] = {"": []}
        for paper in self.components.all():
            cases.setdefault(paper.case, []).append(paper)
        return [(case, papers) for case, papers in cases.items() if papers]

    @property
    def spares_papers(self) -> bool:
        """Whether an agency looks up at least one of the papers itself."""
        return any(paper.is_replaceable_by_data for paper in self.components.all())

    @property
    def shortest_time_limit(self):
        """The limit a clock goes by: of the ordinary case first, and the shortest of those."""
        return min(self.time_limits.all(), key=lambda limit: limit.rank, default=None)

    def get_absolute_url(self) -> str:
        return reverse("procedures:detail", args=[self.code])

    def refold(self) -> None:
        """Bring what is derived from the words into line with them."""
        self.field_slug = slug(self.field)
        self.life_event_slug = slug(self.life_event) if self.life_event else ""
        self.sort_key = sort_key(self.name)
        self.written_name, self.folded_name = written(self.name), folded(self.name)
        self.folded = folded(" ".join([self.name, *self.search_words]))

    def save(self, *args, update_fields=None, **kwargs):
        self.refold()
        if update_fields is not None:
            update_fields = {*update_fields, *FOLDED}
        super().save(*args, update_fields=update_fields, **kwargs)


FOLDED = frozenset(
    {"field_slug", "life_event_slug", "sort_key", "written_name", "folded_name", "folded"}
)
