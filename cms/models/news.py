from datetime import date, datetime
from math import ceil

from django.db import models
from django.db.models import OuterRef, Subquery
from django.forms import CheckboxSelectMultiple
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from cms.elsewhere import Narrowing, narrowed, news_facts
from cms.forms.feeds import TOPIC, FeedForm
from cms.forms.news import CommuneForm
from cms.forms.page import PageForm
from cms.models.base import BasePage
from cms.models.bodied import BodiedPage
from cms.models.body import BodyField
from cms.models.finding import Door
from cms.models.images import PortalImage
from cms.models.lists import filled
from cms.models.public import PublicPageQuerySet
from cms.models.topics import Topic, known_topic
from cms.skeleton import until_published
from portal.common.moments import now
from portal.common.paging import KeptCountPaginator
from portal.pages_cache.edition import edition
from portal.places.models import Commune, CommuneQuerySet

PER_PAGE = 12
SYLLABLES_A_MINUTE = 220  # Vietnamese is written syllable by syllable.
RELATED = 3
ON_A_CARD = ("title", "url_path", "path", "depth", "introduction", "published_on")
RECENT = 30  # Among so many of the newest we look for what is related.


class ArticleQuerySet(PublicPageQuerySet):
    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_on", "-pk")

    def in_commune(self, commune: Commune | None) -> "ArticleQuerySet":
        """Narrowed to what is about a commune; none narrows nothing."""
        return self.filter(communes=commune) if commune else self

    def as_cards(self) -> "ArticleQuerySet":
        """What a list shows, newest first: pictures, and of the rest only what a card says."""
        cards = self.published().newest_first().select_related("picture", "topic")
        return cards.only(*ON_A_CARD, "picture", "topic")

    def with_sizes(self) -> "ArticleQuerySet":
        """With each picture's sizes, so that a list asks no question per article."""
        return self.prefetch_related("picture__renditions")


class NewsIndexPage(Door, BasePage):
    """All the news, newest first."""

    template = "cms/pages/news_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    max_count = 1
    reads = (TOPIC, "xa", "page")

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def below(self):
        return ArticlePage.objects.select_related("picture")

    def get_context(self, request, *args, **kwargs):
        asked, topics = request.GET.get(TOPIC), list(Topic.objects.all())
        chosen = next((topic for topic in topics if topic.slug == asked), None)
        form = CommuneForm(request.GET, communes=communes_in_the_news())
        feeds = FeedForm(initial={TOPIC: chosen}, auto_id="feed-%s")
        feeds.offer(topics)
        pages = pages_of_news(self, topic=chosen, commune=form.chosen)
        page = pages.get_page(request.GET.get("page"))
        by = [Narrowing(TOPIC, chosen.slug, chosen.label)] if chosen else []
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "card": narrowed(context["card"], [*by, *filled(form)], page.number),
            "page_obj": page,
            "topics": topics,
            "chosen": chosen,
            "form": form,
            "feeds": feeds,
        }


def pages_of_news(
    page: Page, *, topic: Topic | None = None, commune: Commune | None = None
) -> KeptCountPaginator:
    """The articles that this page lists, a few at a time; all of them, if narrowed by nothing.

    They are counted anew only when something was published.
    """

    def narrowed(articles: ArticleQuerySet) -> ArticleQuerySet:
        return articles.beside(page).about(topic).in_commune(commune)

    def counting() -> int:
        if topic or commune:
            return narrowed(ArticlePage.objects.published_to_count()).count()
        # The table of all pages tells it, in a third of the time.
        every = PublicPageQuerySet(Page).exact_type(ArticlePage)
        return every.published_to_count().beside(page).count()

    asked = f"{page.locale_id}:{topic and topic.pk}:{commune and commune.pk}"
    return KeptCountPaginator(
        narrowed(ArticlePage.objects.as_cards().with_sizes()),
        PER_PAGE,
        key=f"news:{edition.current()}:{asked}",
        counting=counting,
    )


def communes_in_the_news() -> CommuneQuerySet:
    """Those that a published article is about, in whatever language; known until the next edition,
    because a database looks through all articles for them.
    """
    return Commune.objects.filter(pk__in=until_published("communes", keys_of_communes))


def keys_of_communes() -> list[int]:
    """In whatever language: narrowed by that, SQLite would walk all articles for each commune.

    First those that any article is about; of these, one that is published is enough.
    """
    any_article = ArticlePage.communes.through.objects.order_by()
    named = any_article.values_list("commune_id", flat=True).distinct()
    articles = ArticlePage.objects.published().filter(communes=OuterRef("pk"))
    first = Subquery(articles.order_by().values("pk")[:1])
    communes = Commune.objects.filter(pk__in=list(named)).alias(article=first)
    return list(communes.exclude(article=None).values_list("pk", flat=True))


class ArticlePageForm(PageForm):
    """Leaves the day open until an editor names one: what is written early comes out as new."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["published_on"].required = False
        if self.instance._state.adding or not self.instance.dated_by_hand:
            self.initial["published_on"] = None

    def clean_published_on(self) -> datetime:
        named = self.cleaned_data["published_on"]
        self.instance.dated_by_hand = bool(named)
        return named or self.instance.published_on


class ArticlePage(BodiedPage):
    """One piece of news."""

    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,  # Only of drafts: it is not `blank`, so every door asks before it goes out.
        related_name="articles",
        verbose_name=_("topic"),
    )
    communes = ParentalManyToManyField(
        Commune,
        blank=True,
        related_name="+",
        verbose_name=_("communes"),
        help_text=_("Those it is about. None: it is for everyone."),
    )
    published_on = models.DateTimeField(
        pgettext_lazy("of an article", "date"),
        default=now,
        db_index=True,
        help_text=_("The day readers see. Empty: the moment it comes out."),
    )
    dated_by_hand = models.BooleanField(default=True, editable=False)  # Else by coming out.
    picture = models.ForeignKey(
        PortalImage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=250,
        blank=True,
        help_text=_("What one sees, read aloud to people who cannot. Empty: decoration only."),
    )
    body = BodyField(_("body"))
    syllables = models.PositiveIntegerField(default=0, editable=False)  # 0: not counted yet.

    objects = PageManager.from_queryset(ArticleQuerySet)()

    base_form_class = ArticlePageForm
    card_kind = "article"
    typed_lines = (*BasePage.typed_lines, "picture_alt")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["picture", "picture_alt"], _("Picture at the top")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                "topic",
                FieldPanel("communes", widget=CheckboxSelectMultiple),
                "published_on",
            ],
            _("In the list"),
        ),
    ]
    template = "cms/pages/article_page.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["topic", "-published_on"], name="article_of_topic")]

    @property
    def pictures(self) -> list:
        return [self.picture, *super().pictures]

    @property
    def shapes(self) -> set[str]:
        return {"lead", *super().shapes}

    @property
    def findable_at(self):
        return self.published_on

    @property
    def minutes_to_read(self) -> int:
        """About so long it takes, at the pace of somebody who reads it aloud."""
        return ceil((self.syllables or self.count_syllables()) / SYLLABLES_A_MINUTE)

    def count_syllables(self) -> int:
        return len(self.findable_words.split())

    def save(self, *args, **kwargs):
        if self.first_published_at and not self.dated_by_hand:
            self.published_on = self.first_published_at
        self.syllables = self.count_syllables()
        super().save(*args, **kwargs)

    @property
    def updated_on(self) -> date | None:
        """The day it was changed after readers had it, if that was a later day."""
        if not self.last_published_at:
            return None
        read_since = max(self.first_published_at, self.published_on)
        first, last = localdate(read_since), localdate(self.last_published_at)
        return last if last > first else None

    @property
    def card_picture(self):
        return self.picture

    @property
    def changed_at(self):
        """When its words were last published; never before the day it bears."""
        return max(self.last_published_at or self.published_on, self.published_on)

    def facts_for_machines(self, address: str, picture: str) -> list[dict]:
        return news_facts(self, address, picture)

    def get_context(self, request, *args, **kwargs):
        self.topic = known_topic(self.topic_id)
        near, communes = self.near(), dict(self.communes.values_list("code", "name"))
        return super().get_context(request, *args, **kwargs) | {
            "near": "-".join(map(str, near)),
            "others": SimpleLazyObject(lambda: cards_of(near)),
            "communes": list(communes.values()),
            "commune_codes": list(communes),
            "minutes": self.minutes_to_read,
        }

    def near(self) -> list[int]:
        """Which to read next: the newest, those of the same topic first."""
        found = until_published(f"recent:{self.locale_id}", lambda: recent_articles(self))
        recent = [one for one in found if one[0] != self.pk]
        nearest = sorted(recent, key=lambda one: one[1] != self.topic_id)
        return [pk for pk, _topic in nearest[:RELATED]]


def cards_of(keys: list[int]) -> list[ArticlePage]:
    """These articles as cards, in this order."""
    cards = ArticlePage.objects.as_cards().with_sizes().in_bulk(keys)
    return [cards[pk] for pk in keys if pk in cards]


def recent_articles(article: ArticlePage) -> list[tuple[int, int | None]]:
    """The newest articles in the language of this one, each with its topic."""
    newest = ArticlePage.objects.published().beside(article).newest_first()
    return list(newest.values_list("pk", "topic_id")[: RECENT + 1])
