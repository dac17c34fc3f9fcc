"""Questions residents asked, and what the agency concerned answered."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.elsewhere import beginning, question_facts
from cms.forms.questions import QuestionFilterForm
from cms.models.bodied import BodiedPage, Folded
from cms.models.lists import FoldedQuerySet, ListPage
from cms.models.topics import Topic
from portal.accounts.models import Agency
from portal.common.moments import today
from portal.workdays.calendar import start_of_day

OTHERS = 5


class QuestionQuerySet(FoldedQuerySet):
    def newest_first(self) -> "QuestionQuerySet":
        return self.order_by("-answered_on", "-pk")

    def as_rows(self) -> "QuestionQuerySet":
        return self.select_related("agency", "topic").defer("body", "folded")


class QuestionIndexPage(ListPage):
    """Every question, by topic and by words; the newest answers first."""

    template = "cms/pages/question_index_page.html"
    subpage_types = ["cms.QuestionPage"]
    reads = ("q", "topic", "page")

    class Meta:
        verbose_name = _("list of questions and answers")
        verbose_name_plural = _("lists of questions and answers")

    def found(self, request) -> dict:
        questions = QuestionPage.objects.published().beside(self)
        form = QuestionFilterForm(request.GET)
        rows = questions.none()
        if form.is_valid():
            asked = form.cleaned_data
            rows = questions.saying(asked["q"]).about(asked["topic"])
        return {"form": form, "rows": rows.newest_first().as_rows()}


class QuestionPage(Folded, BodiedPage):
    """One question in short, as it was asked, and its answer."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), default=today, db_index=True)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
    )

    objects = PageManager.from_queryset(QuestionQuerySet)()

    content_panels = [
        FieldPanel("title", heading=_("The question in short")),
        FieldPanel(
            "introduction",
            heading=_("As it was asked"),
            help_text=_("Without names, numbers and addresses of whoever asked."),
        ),
        FieldPanel("body", heading=pgettext_lazy("to a question", "Answer")),
        MultiFieldPanel(["agency", "answered_on", "topic"], _("Who answers, and when")),
    ]
    template = "cms/pages/question_page.html"
    parent_page_types = ["cms.QuestionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")

    @property
    def findable_at(self):
        return start_of_day(self.answered_on)

    @property
    def findable_words(self) -> str:
        return f"{super().findable_words} {self.agency.name}"

    @cached_property
    def answer(self) -> str:
        """The bare words of the answer."""
        return self.body.stream_block.words(self.body)

    def facts_for_machines(self, address: str, picture: str) -> list[dict]:
        return question_facts(self, address)

    def get_context(self, request, *args, **kwargs):
        """Described by what the agency answers: the question itself is its title."""
        context = super().get_context(request, *args, **kwargs)
        described = self.search_description or beginning(self.answer) or self.introduction
        others = QuestionPage.objects.published().beside(self).about(self.topic)
        rows = others.exclude(pk=self.pk).newest_first().as_rows()[:OTHERS]
        card = context["card"] | {"description": described}
        return context | {"others": rows, "card": card}
