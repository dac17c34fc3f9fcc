"""Programmes: what a resolution sets out to do, and how far it has come."""

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager

from cms.blocks.indicators import IndicatorsBlock
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage
from cms.models.body import PiecesField
from cms.models.finding import DoorPage
from cms.models.public import PublicPageQuerySet
from cms.models.topics import Topic
from cms.models.typed import Typed


class IndicatorsField(PiecesField):
    blocks = IndicatorsBlock


class ProgrammeIndexPage(DoorPage):
    """All the programmes, the newest first."""

    template = "cms/pages/programme_index_page.html"
    subpage_types = ["cms.ProgrammePage"]
    reads = ("page",)

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def below(self):
        return ProgrammePage.objects.select_related("topic__page")

    def found(self, request) -> dict:
        programmes = ProgrammePage.objects.published().beside(self)
        return {"rows": programmes.newest_first().defer("body")}


class ProgrammePageQuerySet(PublicPageQuerySet):
    def newest_first(self) -> "ProgrammePageQuerySet":
        return self.order_by(F("issued_on").desc(nulls_last=True), "-pk")


class ProgrammePage(BodiedPage):
    """One resolution or programme, with its goals."""

    number = models.CharField(
        pgettext_lazy("of a resolution", "number"),
        max_length=60,
        blank=True,
        help_text=_("For example: 07-NQ/TU."),
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )

    objects = PageManager.from_queryset(ProgrammePageQuerySet)()

    typed_lines = (*BasePage.typed_lines, "number", "issuer")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "number",
                "issuer",
                "issued_on",
                FieldRowPanel(["starts_on", "ends_on"]),
                "topic",
            ],
            _("The resolution"),
        ),
        InlinePanel("goals", heading=_("Goals"), label=_("Goal")),
        FieldPanel("body"),
    ]
    template = "cms/pages/programme_page.html"
    parent_page_types = ["cms.ProgrammeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A programme cannot end before it begins."),
            )
        ]

    @property
    def findable_words(self) -> str:
        goals = [f"{goal.title} {goal.text} {goal.words}" for goal in self.goals.all()]
        return " ".join([super().findable_words, self.number, self.issuer, *goals])

    @cached_property
    def indicators(self) -> list:
        """Of all its goals."""
        return [indicator for goal in self.goals.all() for indicator in goal.measured]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are, are reached, and are late."""
        standings = [indicator.standing for indicator in self.indicators]
        return {
            "all": len(standings),
            "reached": sum(one.name == "reached" for one in standings),
            "late": sum(one.is_late for one in standings),
        }

    def evidence(self) -> list[dict]:
        """Every reading with what it rests on, the newest first."""
        found = [
            {"indicator": indicator["name"], "reading": reading}
            for indicator in self.indicators
            for reading in indicator.readings
        ]
        return sorted(found, key=lambda one: one["reading"]["day"], reverse=True)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "goals": list(self.goals.all()),
            "counts": self.counts,
            "evidence": self.evidence(),
        }


class ProgrammeGoal(Typed, Orderable):
    """One thing a programme wants to reach, and the numbers that show whether it does."""

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(_("goal"), max_length=200)
    text = models.TextField(_("in a few words"), max_length=600, blank=True)
    indicators = IndicatorsField(_("indicators"), blank=True)

    typed_lines = ("title",)
    typed_paragraphs = ("text",)

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("indicators")]

    class Meta(Orderable.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def measured(self) -> list:
        return [block.value for block in self.indicators if block.value.is_whole]

    @property
    def words(self) -> str:
        return self.indicators.stream_block.words(self.indicators)
