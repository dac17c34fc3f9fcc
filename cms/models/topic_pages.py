"""A page for each topic: what it is about, and everything newest of it."""

from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager

from cms.elsewhere import narrowed
from cms.forms.page import PageForm
from cms.models.albums import AlbumPage
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage
from cms.models.documents import LegalDocumentPage
from cms.models.events import EventPage
from cms.models.films import FilmPage
from cms.models.finding import DoorPage
from cms.models.news import pages_of_news
from cms.models.public import PublicPageQuerySet
from cms.models.topics import Topic

BESIDE = 5  # So many of each other kind stand beside the articles.
REQUIRED = Field.default_error_messages["required"]


class TopicPageQuerySet(PublicPageQuerySet):
    def as_topics_stand(self) -> "TopicPageQuerySet":
        return self.order_by("topic__position", "topic__name", "path")


class TopicIndexPage(DoorPage):
    """All the topics, in the order in which the newsroom keeps them."""

    template = "cms/pages/topic_index_page.html"
    subpage_types = ["cms.TopicPage"]
    reads = ("page",)

    class Meta:
        verbose_name = _("list of topics")
        verbose_name_plural = _("lists of topics")

    def below(self):
        return TopicPage.objects.select_related("topic")

    def found(self, request) -> dict:
        topics = TopicPage.objects.published().beside(self)
        return {"rows": topics.as_topics_stand().defer("body")}


class TopicPageForm(PageForm):
    """Asks for the topic, which only a copy may be without; a translation has that of its page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].required = self.instance.is_first


class TopicPage(BodiedPage):
    """One topic: in a few words, and with what was written about it last."""

    topic = models.OneToOneField(
        Topic,
        models.PROTECT,
        null=True,  # Only of copies: two pages cannot be of one topic.
        blank=True,
        related_name="page",
        verbose_name=_("topic"),
        help_text=_("Its articles are listed by themselves, and lead here."),
    )

    objects = PageManager.from_queryset(TopicPageQuerySet)()

    base_form_class = TopicPageForm
    exclude_fields_in_copy = ["topic"]
    content_panels = [*BasePage.content_panels, FieldPanel("topic"), FieldPanel("body")]
    template = "cms/pages/topic_page.html"
    parent_page_types = ["cms.TopicIndexPage"]
    subpage_types: list[str] = []
    reads = ("page",)

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")

    def misfits(self) -> dict[str, str]:
        return {} if self.topic or not self.is_first else {"topic": REQUIRED}

    @property
    def subject(self) -> Topic | None:
        """Its topic; a translation's is that of the page it translates."""
        return self.topic or self.first.topic

    def get_context(self, request, *args, **kwargs):
        pages = pages_of_news(self, topic=self.subject)
        page = pages.get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "card": narrowed(context["card"], [], page.number),
            "topic": self.subject,
            "page_obj": page,
            "others": self.others(),
        }

    def others(self) -> list[dict]:
        """The newest of each other kind; a kind that has none is not spoken of."""
        documents = LegalDocumentPage.objects.published().newest_first().defer("body")
        events = EventPage.objects.published().upcoming().defer("body")
        albums = AlbumPage.objects.published().newest_first()
        films = FilmPage.objects.published().newest_first().defer("body", "transcript")
        kinds = [
            (pgettext("of law", "Documents"), documents),
            (_("Events to come"), events),
            (_("Library of pictures"), albums),
            (_("Films"), films),
        ]
        found = [
            {"title": title, "pages": rows.beside(self).about(self.subject)[:BESIDE]}
            for title, rows in kinds
        ]
        return [one for one in found if one["pages"]]
