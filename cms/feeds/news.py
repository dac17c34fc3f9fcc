"""The newest articles, whole, in each of the three formats."""

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.alerts.cap import readable
from cms.feeds.formats import JsonFeed, WholeAtom, WholeRss
from cms.feeds.whole import html_of, picture_of
from cms.forms.feeds import COMMUNE, TOPIC, FeedForm
from cms.models import ArticlePage
from cms.models.images import fetch_sizes
from cms.models.news import ArticleQuerySet
from cms.skeleton import until_published
from portal.common.templatetags.look import home_url

NEWEST = 30


class NewsRss(Feed):
    """The newest articles; of one topic with `?chuyen-muc=`, of one commune with `?xa=`."""

    feed_type = WholeRss
    address = "cms:rss"
    author_name = "Sóc Trăng Số"
    item_guid_is_permalink = False

    def get_object(self, request) -> FeedForm:
        form = FeedForm(request.GET)
        if not form.is_valid():
            raise Http404("There is no such topic or commune.")
        form.base = request.build_absolute_uri("/")
        return form

    def title(self, choice: FeedForm) -> str:
        if choice.chosen:
            return _("News from Sóc Trăng Số: %(what)s") % {"what": choice.in_words}
        return _("News from Sóc Trăng Số")

    def description(self, choice: FeedForm) -> str:
        return _("News of digital transformation and public services in Sóc Trăng.")

    def link(self, choice: FeedForm) -> str:
        return choice.narrow(f"{home_url()}tin-tuc/", TOPIC)

    def feed_url(self, choice: FeedForm) -> str:
        return choice.narrow(reverse(self.address))

    def items(self, choice: FeedForm) -> list[ArticlePage]:
        found = articles_of(choice).newest_first().select_related("topic", "picture")
        articles = list(found.with_sizes().prefetch_related("corrections")[:NEWEST])
        for article in articles:
            article.content_html = drawn_once(article, choice.base)
            article.image = picture_of(article, choice.base)
        return articles

    def item_title(self, article: ArticlePage) -> str:
        return readable(article.title)

    def item_description(self, article: ArticlePage) -> str:
        return escape(readable(article.introduction))  # Taken for HTML by readers of feeds.

    def item_link(self, article: ArticlePage) -> str:
        return article.url

    def item_guid(self, article: ArticlePage) -> str:
        """The same wherever the article moves, and whatever the portal is called."""
        return article.translation_key.urn

    def item_pubdate(self, article: ArticlePage):
        return article.published_on

    def item_updateddate(self, article: ArticlePage):
        return article.changed_at

    def item_categories(self, article: ArticlePage) -> list[str]:
        return [article.topic.label] if article.topic else []

    def item_extra_kwargs(self, article: ArticlePage) -> dict[str, str]:
        return {
            "summary": readable(article.introduction),
            "content_html": article.content_html,
            "image": article.image,
        }


def articles_of(choice: FeedForm) -> ArticleQuerySet:
    articles = ArticlePage.objects.published().in_frame().about(choice.cleaned_data[TOPIC])
    commune = choice.cleaned_data[COMMUNE]
    return articles.filter(communes=commune) if commune else articles


class NewsAtom(NewsRss):
    """The same in Atom."""

    feed_type = WholeAtom
    address = "cms:atom"
    subtitle = NewsRss.description


class NewsJson(NewsRss):
    """The same in JSON."""

    feed_type = JsonFeed
    address = "cms:json_feed"


def drawn_once(article: ArticlePage, base: str) -> str:
    """Drawn for the first feed that carries it; the others take it as it is."""
    name = f"feed:{article.pk}:{get_language()}:{base}"
    return until_published(name, lambda: draw(article, base))


def draw(article: ArticlePage, base: str) -> str:
    fetch_sizes(article.pictures, article.shapes)
    return html_of(article, base)
