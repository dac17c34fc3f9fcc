"""Public consultations: a draft, the time to comment on it, and what became of the comments."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import PageManager

from cms.elsewhere import narrowed
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage, Folded
from cms.models.body import BodyField
from cms.models.lists import FoldedQuerySet, ListPage, paged
from cms.models.topics import Topic
from cms.models.typed import Typed
from portal.accounts.models import Agency
from portal.common.moments import today


class State(models.TextChoices):
    """How far a consultation is: told by its days, never typed."""

    UPCOMING = "upcoming", _("Opens soon")
    OPEN = "open", _("Comments are welcome")
    CLOSED = "closed", _("Closed, the outcome is to come")
    ANSWERED = "answered", _("The outcome is there")


TONES = {
    State.UPCOMING: "info",
    State.OPEN: "good",
    State.CLOSED: "waiting",
    State.ANSWERED: "neutral",
}


class ConsultationQuerySet(FoldedQuerySet):
    def open_first(self) -> "ConsultationQuerySet":
        """What one can still comment on, the soonest to close first; then the latest closed."""
        is_over = Q(closes_on__lt=today())
        return self.order_by(
            Case(When(is_over, then=1), default=0),
            Case(When(is_over, then=None), default=F("closes_on")),
            "-closes_on",
            "-pk",
        )

    def owing_outcome(self) -> "ConsultationQuerySet":
        """Those that closed and have not told what became of the comments."""
        no_outcome = Q(outcome_on=None) | Q(outcome_on__gt=today())
        return self.filter(no_outcome, closes_on__lt=today())

    def answered(self) -> "ConsultationQuerySet":
        return self.filter(outcome_on__lte=today(), closes_on__lt=today())


class ConsultationIndexPage(ListPage):
    """Every draft that is or was open to comments."""

    template = "cms/pages/consultation_index_page.html"
    subpage_types = ["cms.ConsultationPage"]

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def found(self, request) -> dict:
        consultations = ConsultationPage.objects.published().beside(self).open_first()
        return {"rows": consultations.select_related("agency").defer("body", "outcome", "folded")}


class ConsultationPage(Folded, BodiedPage):
    """A draft everyone may comment on for some time; a translation shares its page's comments."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    opens_on = models.DateField(_("comments from"))
    closes_on = models.DateField(_("comments until"), help_text=_("The last day."), db_index=True)
    file = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("of a document", "file"),
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )
    outcome_on = models.DateField(
        _("outcome told on"),
        null=True,
        blank=True,
        help_text=_("From this day readers see the outcome. Until then you are reminded weekly."),
    )
    outcome = BodyField(_("outcome"), blank=True)

    objects = PageManager.from_queryset(ConsultationQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            ["agency", FieldRowPanel(["opens_on", "closes_on"])], _("Who asks, and until when")
        ),
        FieldPanel("body", heading=_("The draft")),
        FieldPanel("file"),
        FieldPanel("topic"),
        MultiFieldPanel(
            [
                "outcome_on",
                "outcome",
                InlinePanel(
                    "points",
                    heading=_("What was said"),
                    label=pgettext_lazy("of an outcome", "Point"),
                ),
            ],
            _("Outcome"),
        ),
    ]
    reads = ("page",)
    template = "cms/pages/consultation_page.html"
    parent_page_types = ["cms.ConsultationIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.CheckConstraint(
                name="consultation_ends_after_it_begins",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("A consultation cannot close before it opens."),
            ),
            models.CheckConstraint(
                name="consultation_outcome_after_it_closed",
                condition=Q(outcome_on=None) | Q(outcome_on__gt=F("closes_on")),
                violation_error_message=_("The outcome comes after the last day of comments."),
            ),
        ]

    def get_route_paths(self):
        """Whoever kept the address of the form comes to the form."""
        return ["/", "/gui/"]

    def clean(self):
        """An outcome has a day and words."""
        super().clean()
        if self.outcome_on and not self.outcome:
            without = _("Say what was taken up, what was not, and why.")
            raise ValidationError({"outcome": without})

    @property
    def state(self) -> State:
        if today() < self.opens_on:
            return State.UPCOMING
        if today() <= self.closes_on:
            return State.OPEN
        return State.ANSWERED if self.has_outcome else State.CLOSED

    @property
    def has_outcome(self) -> bool:
        return self.outcome_on is not None and self.outcome_on <= today()

    @property
    def findable_words(self) -> str:
        """With what became of the comments, from its day on."""
        if not self.has_outcome:
            return super().findable_words
        points = [f"{point.said} {point.why}" for point in self.points.all()]
        outcome = self.outcome.stream_block.words(self.outcome)
        return " ".join([super().findable_words, outcome, *points])

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_answered(self) -> bool:
        return self.state == State.ANSWERED

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def comment_url(self) -> str:
        return reverse("cms:comment", args=[self.first.slug])

    def get_context(self, request, *args, **kwargs):
        shown = self.first.comments.shown().order_by("created_at", "pk")
        page = paged(shown, request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        card = narrowed(context["card"], [], page.number)
        return context | {"page_obj": page, "card": card}


class OutcomePoint(Typed):
    """One thing that was said, and what became of it."""

    class Verdict(models.TextChoices):
        TAKEN_UP = "taken_up", _("Taken up")
        PARTLY = "partly", _("Taken up in part")
        NOT_TAKEN_UP = "not_taken_up", _("Not taken up")

    page = ParentalKey(ConsultationPage, related_name="points")
    said = models.TextField(_("what people said"), max_length=600)
    verdict = models.CharField(_("what became of it"), max_length=20, choices=Verdict)
    why = models.TextField(_("why, or how"), max_length=1000)

    typed_paragraphs = ("said", "why")

    panels = [FieldPanel("said"), FieldPanel("verdict"), FieldPanel("why")]

    class Meta:
        verbose_name = _("point of an outcome")
        verbose_name_plural = _("points of an outcome")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.said
