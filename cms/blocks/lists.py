"""Things one after the other: steps, questions, moments, documents, news."""

from functools import cached_property

from django.apps import apps
from django.db.models import F, Q, TextChoices, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StreamBlock,
    StructValue,
)

from cms.blocks.chosen import FetchedTogether, choices_in, is_key, shelved
from cms.blocks.media import FileChooserBlock
from cms.blocks.words import FittingBlock, HtmlBlock, LineBlock, ParagraphsBlock, PartsBlock

LISTS = pgettext_lazy("blocks", "Lists")
MOST_NEWS = 6


class StepBlock(PartsBlock):
    title = LineBlock(label=_("Title"), max_length=120)
    text = LineBlock(label=pgettext_lazy("blocks", "Text"), max_length=400, required=False)


class StepsBlock(PartsBlock):
    """How something goes, in numbered steps."""

    steps = ListBlock(StepBlock(label=_("Step")), label=_("Steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        group = LISTS
        label = _("Steps")
        description = _("How something goes, first to last, in numbered steps.")
        template = "cms/blocks/steps.html"
        preview_value = {
            "steps": [
                {"title": "Chụp ảnh", "text": "Một tấm gần, một tấm xa."},
                {"title": "Cho biết chỗ nào", "text": "Chọn trên bản đồ hoặc ghi địa chỉ."},
                {"title": "Bấm gửi", "text": "Bạn nhận ngay mã tra cứu."},
            ]
        }


class QuestionBlock(PartsBlock):
    question = LineBlock(label=_("Question"), max_length=200)
    answer = HtmlBlock(label=_("Answer"))


class AccordionBlock(PartsBlock):
    """Questions whose answers unfold."""

    questions = ListBlock(QuestionBlock(label=_("Question")), label=_("Questions"), max_num=30)

    class Meta:
        icon = "collapse-down"
        group = LISTS
        label = _("Questions and answers")
        description = _("Questions one below the other; each answer unfolds when pressed.")
        template = "cms/blocks/accordion.html"
        preview_value = {
            "questions": [
                {
                    "question": "Có mất tiền không?",
                    "answer": "<p>Không. Gửi phản ánh không mất tiền.</p>",
                },
                {
                    "question": "Bao lâu được trả lời?",
                    "answer": "<p>Tùy việc; hạn ghi trên phiếu.</p>",
                },
            ]
        }


class Moment(TextChoices):
    DONE = "done", pgettext_lazy("of a moment", "Done")
    NOW = "now", pgettext_lazy("of a moment", "Going on now")
    LATER = "later", pgettext_lazy("of a moment", "Still to come")


class MomentBlock(PartsBlock):
    when = LineBlock(
        label=_("When"), max_length=60, help_text=_("A day, a month or a quarter: “Quý III/2026”.")
    )
    title = LineBlock(label=_("Title"), max_length=150)
    text = ParagraphsBlock(label=pgettext_lazy("blocks", "Text"), max_length=600, required=False)
    state = ChoiceBlock(
        label=_("State"), choices=Moment.choices, default=Moment.DONE, search_index=False
    )


class TimelineBlock(PartsBlock):
    """What happened and what is to come, in its order."""

    moments = ListBlock(MomentBlock(label=_("Moment")), label=_("Moments"), max_num=30)

    class Meta:
        icon = "history"
        group = LISTS
        label = _("Timeline")
        description = _("What happened, what goes on and what is to come.")
        template = "cms/blocks/timeline.html"
        preview_value = {
            "moments": [
                {"when": "01/07/2025", "title": "Phường mới bắt đầu làm việc", "state": "done"},
                {"when": "Quý IV/2026", "title": "Nộp hồ sơ trên điện thoại", "state": "now"},
                {"when": "2027", "title": "Không còn giấy tờ", "text": "", "state": "later"},
            ]
        }


class PublicPageBlock(FetchedTogether, PageChooserBlock):
    """A page of one kind; a draft or a closed one is never shown, not even by its title."""

    def rows(self):
        return self.model_class.objects.published()

    def get_api_representation(self, value, context=None):
        return value and context["request"].build_absolute_uri(value.url)


class LegalDocumentBlock(PublicPageBlock):
    """A legal document, with what its standing is told by."""

    def __init__(self, **options):
        super().__init__(page_type="cms.LegalDocumentPage", **options)

    def rows(self):
        return super().rows().with_standing().defer("body", "folded")


class DocumentItems(StreamBlock):
    """Documents of several kinds; more kinds may come without changing what is stored."""

    document = FileChooserBlock(label=pgettext_lazy("file", "Document"), icon="doc-full-inverse")
    legal = LegalDocumentBlock(label=_("Legal document"), icon="list-ul")


class DocumentsBlock(PartsBlock):
    """Files to take home, and legal documents to read."""

    title = LineBlock(label=_("Title"), max_length=150, required=False)
    documents = DocumentItems(label=_("Documents"), max_num=30)

    class Meta:
        icon = "doc-full-inverse"
        group = LISTS
        label = _("Documents to download")
        description = _("Files with their kind and size, and legal documents with their standing.")
        template = "cms/blocks/documents.html"

    def get_preview_value(self):
        """The newest documents there are."""
        chooser = self.child_blocks["documents"].child_blocks["document"]
        newest = chooser.model_class.objects.order_by("-pk")[:3]
        shown = [("document", one) for one in newest]
        return self.normalize({"title": "Biểu mẫu", "documents": shown})


class ArticleChooserBlock(PublicPageBlock):
    """An article as a card."""

    def __init__(self, **options):
        super().__init__(page_type="cms.ArticlePage", **options)

    def rows(self):
        return self.model_class.objects.as_cards()


class TopicBlock(ChoiceBlock):
    """A topic by its slug; what is stored is looked up by the news, not by the choice."""

    def __init__(self, **options):
        super().__init__(choices=topics, search_index=False, **options)

    def to_python(self, value):
        return value if isinstance(value, str) else ""

    def normalize(self, value):
        return self.to_python(value)


def topics() -> list[tuple[str, str]]:
    return list(apps.get_model("cms.Topic").objects.values_list("slug", "name"))


class NewsValue(StructValue):
    """The chosen articles; then the newest of the topic, until there are enough."""

    @property
    def articles(self) -> list:
        chosen = [article for article in self["chosen"] if article]
        known = {article.pk for article in chosen}
        others = [article for article in self.newest if article.pk not in known]
        return [*chosen, *others][: max(self["count"] or 0, len(chosen))]

    @cached_property
    def newest(self) -> list:
        """Also of a value that was typed just now, and is not stored yet."""
        topic = self["topic"]
        return newest_in(self.block.articles([], {topic} if topic else set()), topic)


def newest_in(articles, topic: str) -> list:
    """Those of a topic, newest first."""
    return [article for article in articles if article.topic and article.topic.slug == topic]


class NewsBlock(FittingBlock):
    """Articles to read on: chosen ones, or the newest of a topic."""

    shapes = ("small",)

    title = LineBlock(label=_("Title"), max_length=120, required=False)
    chosen = ListBlock(
        ArticleChooserBlock(label=_("Article"), required=False),
        label=_("Chosen articles"),
        default=[],
        max_num=MOST_NEWS,
    )
    topic = TopicBlock(label=_("Newest of the topic"), required=False)
    count = IntegerBlock(label=_("How many together"), default=3, min_value=1, max_value=MOST_NEWS)

    class Meta:
        icon = "list-ul"
        group = LISTS
        label = _("Related news")
        description = _("Articles you choose, or the newest of a topic; at most six.")
        template = "cms/blocks/news.html"
        value_class = NewsValue

    def misfits(self, value):
        if any(value["chosen"]) or value["topic"]:
            return {}
        return {"topic": _("Choose articles or a topic.")}

    def bulk_to_python(self, values):
        """All the articles that these name, and the newest of their topics, in one question."""
        values = list(values)
        named = {key for value in values for _block, key in choices_in(self, value)}
        slugs = {value.get("topic") for value in values} - {"", None}
        articles = self.articles(filter(is_key, named), slugs)
        with shelved(self.chooser.model_class, {article.pk: article for article in articles}):
            found = super().bulk_to_python(values)
        for value in found:
            value.newest = newest_in(articles, value["topic"])
        return found

    @property
    def chooser(self) -> ArticleChooserBlock:
        return self.child_blocks["chosen"].child_block

    def articles(self, keys, slugs) -> list:
        keys = list(keys)
        if not (keys or slugs):
            return []
        order = [F("published_on").desc(), F("pk").desc()]
        rank = Window(RowNumber(), partition_by=F("topic"), order_by=order)
        articles = self.chooser.rows()
        ranked = self.chooser.model_class.objects.published().in_frame()
        newest = ranked.filter(topic__slug__in=slugs)
        newest = newest.annotate(rank=rank).filter(rank__lte=2 * MOST_NEWS)
        return list(articles.filter(Q(pk__in=keys) | Q(pk__in=newest.values("pk"))))

    def pictures_of(self, value):
        return [article.picture for article in value.articles]

    def get_preview_value(self):
        """The newest articles there are."""
        newest = self.chooser.rows()[:3]
        value = {"title": "Tin liên quan", "chosen": list(newest), "topic": "", "count": 3}
        return self.normalize(value)
