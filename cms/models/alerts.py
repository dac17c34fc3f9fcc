"""An alert as a publisher works on it. Residents read what was told: its messages."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin

from cms.alerts.kinds import GRAVE, MEANINGS, Category, Certainty, Level, Urgency
from cms.alerts.page import facts_of
from cms.alerts.workflow import IN_FORCE, State
from cms.models.typed import Typed
from portal.common.addresses import ADDRESS
from portal.common.models import Dated
from portal.common.moments import now
from portal.places.models import Commune

NUMBER = RegexValidator(r"^\+?\d[\d .]{1,18}\d\Z", _("Only digits and spaces, please."))


class AlertWords(Typed):
    """What an alert says: of what, how grave, where, from when until when, what to do."""

    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.INFO)
    title = models.CharField(
        _("title"), max_length=120, help_text=_("What happens and where, in one line.")
    )
    text = models.TextField(_("text"), max_length=1000, blank=True)
    instruction = models.TextField(
        _("what you should do"),
        max_length=1000,
        blank=True,
        help_text=_("One advice a line, the most urgent first."),
    )
    category = models.CharField(
        pgettext_lazy("an alert", "what it is about"),
        max_length=10,
        choices=Category,
        default=Category.OTHER,
    )
    event = models.CharField(
        pgettext_lazy("an alert", "event"),
        max_length=60,
        blank=True,
        help_text=_("In two or three words: high tide, storm, power cut."),
    )
    urgency = models.CharField(
        _("urgency"),
        max_length=10,
        choices=Urgency,
        blank=True,
        help_text=_("Empty: as the level says."),
    )
    certainty = models.CharField(
        _("certainty"),
        max_length=10,
        choices=Certainty,
        blank=True,
        help_text=_("Empty: as the level says."),
    )
    starts_at = models.DateTimeField(_("from"), default=now)
    ends_at = models.DateTimeField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("A warning and an emergency must end; others may stay until cancelled."),
    )
    source = models.CharField(
        pgettext_lazy("an alert", "source"),
        max_length=150,
        blank=True,
        help_text=_("Who observed or forecast it."),
    )
    contact = models.CharField(_("whom to ask"), max_length=150, blank=True)
    phone = models.CharField(
        _("telephone for questions"), max_length=20, blank=True, validators=[NUMBER]
    )
    url = models.CharField(
        _("address to read more"),
        max_length=300,
        blank=True,
        validators=[ADDRESS],
        help_text=_("For example: /tin-tuc/ten-bai/"),
    )

    typed_lines = ("title", "event", "source", "contact", "phone", "url")
    typed_paragraphs = ("text", "instruction")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("An alert cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="%(class)s_that_is_grave_ends",
                condition=~Q(level__in=GRAVE) | Q(ends_at__isnull=False),
                violation_error_message=_("A warning or an emergency needs an end."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def meaning(self):
        return MEANINGS[self.level]

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at is not None and self.ends_at <= now()

    @property
    def is_coming(self) -> bool:
        return self.starts_at > now()


WORDS = tuple(field.name for field in AlertWords._meta.local_fields)


class AlertQuerySet(models.QuerySet):
    def told(self) -> "AlertQuerySet":
        """Those residents have heard of."""
        return self.exclude(state=State.DRAFT)

    def drafts(self) -> "AlertQuerySet":
        return self.filter(state=State.DRAFT)


class Alert(PreviewableMixin, AlertWords, Dated, ClusterableModel):
    """Something residents must hear in time; what is written here they read once it is told."""

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    areas = ParentalManyToManyField(
        Commune,
        blank=True,
        related_name="+",
        verbose_name=_("communes"),
        help_text=_("Those that should hear it. None: the whole of Sóc Trăng."),
    )
    shown = models.OneToOneField(
        "cms.AlertMessage",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="shown_by",
        verbose_name=_("what residents read"),
    )

    objects = AlertQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("level"), FieldPanel("category")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("instruction"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("areas", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("contact"), FieldPanel("phone")]),
                FieldPanel("url"),
            ],
            _("Who says so, whom to ask"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("event"),
                FieldRowPanel([FieldPanel("urgency"), FieldPanel("certainty")]),
            ],
            _("For systems that pass it on"),
            classname="collapsed",
        ),
    ]

    class Meta(AlertWords.Meta):
        verbose_name = pgettext_lazy("an alert", "alert")
        verbose_name_plural = pgettext_lazy("an alert", "alerts")
        ordering = ["-starts_at", "-pk"]

    def get_absolute_url(self) -> str:
        return reverse("cms:alert", args=[self.pk])

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def has_untold_changes(self) -> bool:
        """Whether what is written here differs from what residents read."""
        if not self.is_in_force:
            return False
        told = self.shown
        if any(getattr(self, name) != getattr(told, name) for name in WORDS):
            return True
        return {area.pk for area in self.areas.all()} != {area.pk for area in told.areas.all()}

    def get_preview_template(self, request, mode_name):
        return "cms/alerts/detail.html"

    def get_preview_context(self, request, mode_name):
        return {"alert": self, "request": request, **facts_of(self)}

    @csp_replace({"frame-ancestors": [SELF]})
    def serve_preview(self, request, mode_name):
        """Shown in a frame beside the words being written."""
        return super().serve_preview(request, mode_name)
