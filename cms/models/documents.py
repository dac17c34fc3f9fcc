"""Legal documents: what was decided, by whom, and whether it still holds."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.models import PageManager

from cms.forms.document_page import LegalDocumentForm
from cms.forms.documents import DocumentFilterForm
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage, Folded
from cms.models.lists import FoldedQuerySet, ListPage
from cms.models.topics import Topic
from portal.common.moments import today
from portal.workdays.calendar import start_of_day


class Standing(models.TextChoices):
    """Whether a document holds today: told by its dates and by later documents, never typed."""

    PENDING = "pending", _("Not in force yet")
    IN_FORCE = "in_force", _("In force")
    PARTLY = "partly", _("No longer in force in part")
    ENDED = "ended", _("No longer in force")


TONES = {
    Standing.PENDING: "waiting",
    Standing.IN_FORCE: "good",
    Standing.PARTLY: "info",
    Standing.ENDED: "neutral",
}


class LegalDocumentQuerySet(FoldedQuerySet):
    def newest_first(self) -> "LegalDocumentQuerySet":
        return self.order_by("-issued_on", "-pk")

    def with_standing(self) -> "LegalDocumentQuerySet":
        """Each with what its standing is told by; a translation stands as its page does."""
        same = OuterRef("translation_key")
        acts = DocumentRelation.objects.acting().filter(target__translation_key=same)
        return self.annotate(
            first_day=Coalesce("effective_from", "issued_on"),
            is_ended_by_another=Exists(acts.filter(act__in=DocumentRelation.ENDING)),
            is_changed_by_another=Exists(acts.exclude(act__in=DocumentRelation.ENDING)),
        )

    def standing(self, standing: str) -> "LegalDocumentQuerySet":
        """Those that stand so today."""
        begun = Q(first_day__lte=today())
        lasts = Q(effective_until=None) | Q(effective_until__gte=today())
        holds = begun & lasts & Q(is_ended_by_another=False)
        wanted = {
            Standing.PENDING: ~begun,
            Standing.ENDED: begun & (Q(effective_until__lt=today()) | Q(is_ended_by_another=True)),
            Standing.PARTLY: holds & Q(is_changed_by_another=True),
            Standing.IN_FORCE: holds & Q(is_changed_by_another=False),
        }
        return self.with_standing().filter(wanted[Standing(standing)])

    def asked(self, *, q="", kind="", year="", issuer="", standing="") -> "LegalDocumentQuerySet":
        """Narrowed by what a reader asked for; what she left open narrows nothing."""
        found = self.standing(standing) if standing else self.with_standing()
        exact = {"kind": kind, "issued_on__year": year, "issuer": issuer}
        return found.saying(q).filter(**{name: value for name, value in exact.items() if value})


class LegalDocumentIndexPage(ListPage):
    """All legal documents, newest first."""

    template = "cms/pages/legal_document_index_page.html"
    subpage_types = ["cms.LegalDocumentPage"]
    reads = ("q", "kind", "year", "issuer", "standing", "page")

    class Meta:
        verbose_name = _("list of legal documents")
        verbose_name_plural = _("lists of legal documents")

    def found(self, request) -> dict:
        documents = LegalDocumentPage.objects.published().beside(self)
        form = DocumentFilterForm(
            request.GET, documents=documents, kinds=LegalDocumentPage.Kind, standings=Standing
        )
        asked = documents.asked(**form.cleaned_data) if form.is_valid() else documents.none()
        return {"form": form, "rows": asked.newest_first().defer("body", "folded")}


class LegalDocumentPage(Folded, BodiedPage):
    """One document: number, kind, who issued it and when, its file, and its text."""

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution")
        DECISION = "decision", _("Decision")
        PLAN = "plan", _("Plan")
        DIRECTIVE = "directive", _("Directive")
        LETTER = "letter", _("Official letter")
        NOTICE = "notice", _("Notice")
        GUIDANCE = "guidance", _("Guidance")
        OTHER = "other", pgettext_lazy("kind of document", "Other")

    number = models.CharField(
        _("number and sign"), max_length=60, help_text=_("For example: 12/2026/QĐ-UBND")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    issuer = models.CharField(
        _("issued by"),
        max_length=150,
        help_text=_("Always in the same words: readers narrow the list by them."),
    )
    issued_on = models.DateField(_("issued on"), db_index=True)
    effective_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Empty: from the day it was issued."),
    )
    effective_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("Its last day, if the document names one."),
    )
    file = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("of a document", "file"),
        help_text=_("The signed document, best as PDF. Give its text below as well."),
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )

    objects = PageManager.from_queryset(LegalDocumentQuerySet)()

    typed_lines = (*BasePage.typed_lines, "number", "issuer")

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction", heading=_("Abstract")),
        MultiFieldPanel(
            [
                FieldRowPanel(["number", "kind"]),
                FieldRowPanel(["issuer", "issued_on"]),
                FieldRowPanel(["effective_from", "effective_until"]),
            ],
            _("As on the document"),
        ),
        InlinePanel(
            "relations",
            heading=_("What it changes"),
            label=_("Earlier document"),
            help_text=_("The earlier document then says so by itself."),
        ),
        FieldPanel("file"),
        FieldPanel("body", heading=pgettext_lazy("of a document", "Text")),
        FieldPanel("topic"),
    ]
    base_form_class = LegalDocumentForm
    template = "cms/pages/legal_document_page.html"
    parent_page_types = ["cms.LegalDocumentIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        constraints = [
            models.CheckConstraint(
                name="legal_document_ends_after_it_begins",
                condition=Q(effective_until=None)
                | Q(effective_until__gte=Coalesce("effective_from", "issued_on")),
                violation_error_message=_("A document cannot end before it begins."),
            )
        ]

    @property
    def findable_at(self):
        return start_of_day(self.issued_on)

    @property
    def findable_words(self) -> str:
        facts = [self.number, self.get_kind_display(), self.issuer]
        return " ".join([*map(str, facts), super().findable_words])

    @property
    def begins_on(self):
        """The first day on which it holds."""
        return self.effective_from or self.issued_on

    @property
    def standing(self) -> Standing:
        """Whether it holds today; lists fetch what tells it by `with_standing`."""
        if self.begins_on > today():
            return Standing.PENDING
        if self.effective_until and self.effective_until < today():
            return Standing.ENDED
        if self.is_acted_upon("is_ended_by_another"):
            return Standing.ENDED
        if self.is_acted_upon("is_changed_by_another"):
            return Standing.PARTLY
        return Standing.IN_FORCE

    def is_acted_upon(self, how: str) -> bool:
        if not hasattr(self, how):
            fetched = LegalDocumentPage.objects.with_standing().filter(pk=self.pk).first()
            setattr(self, how, bool(fetched and getattr(fetched, how)))
        return getattr(self, how)

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    def get_context(self, request, *args, **kwargs):
        open_to_all = LegalDocumentPage.objects.published()
        earlier = list(self.relations.all())  # In a preview they are in no table yet.
        there = open_to_all.in_bulk([one.target_id for one in earlier])
        later = DocumentRelation.objects.filter(
            target__translation_key=self.translation_key,
            page__in=open_to_all.in_first_language().values("pk"),  # Each document once.
        )
        return super().get_context(request, *args, **kwargs) | {
            "earlier": [
                {"words": one.get_act_display(), "page": there[one.target_id]}
                for one in earlier
                if one.target_id in there
            ],
            "later": [
                {"words": one.passive, "page": one.page} for one in later.select_related("page")
            ],
        }


class DocumentRelationQuerySet(models.QuerySet):
    def acting(self) -> "DocumentRelationQuerySet":
        """Those of published documents that are in force since today or before."""
        begun = LegalDocumentPage.objects.published().annotate(
            begins=Coalesce("effective_from", "issued_on")
        )
        return self.filter(page__in=begun.filter(begins__lte=today()).values("pk"))


class DocumentRelation(models.Model):
    """What one document does to an earlier one."""

    class Act(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends")
        REPEALS = "repeals", _("repeals")
        REPEALS_PARTLY = "repeals_partly", _("repeals in part")

    ENDING = (Act.REPLACES, Act.REPEALS)
    PASSIVE = {
        Act.REPLACES: _("replaced by"),
        Act.AMENDS: _("amended by"),
        Act.REPEALS: _("repealed by"),
        Act.REPEALS_PARTLY: _("repealed in part by"),
    }

    page = ParentalKey(LegalDocumentPage, related_name="relations")
    act = models.CharField(_("does what"), max_length=20, choices=Act)
    target = models.ForeignKey(
        LegalDocumentPage,
        models.PROTECT,
        related_name="acted_on_by",
        verbose_name=_("earlier document"),
    )

    objects = DocumentRelationQuerySet.as_manager()

    panels = [FieldPanel("act"), PageChooserPanel("target", "cms.LegalDocumentPage")]

    class Meta:
        verbose_name = _("relation between documents")
        verbose_name_plural = _("relations between documents")
        ordering = ["-target__issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="document_relation_once"),
            models.CheckConstraint(
                name="document_does_nothing_to_itself",
                condition=~Q(page=F("target")),
                violation_error_message=_("A document cannot change itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.get_act_display()} {self.target}"

    @property
    def passive(self) -> str:
        return str(self.PASSIVE[self.act])
