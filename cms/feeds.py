"""The news for feed readers."""

from django.contrib.syndication.views import Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage
from portal.common.templatetags.look import home_url

NEWEST = 30


class NewsFeed(Feed):
    """The newest articles, each by its title and introduction."""

    title = _("News from Sóc Trăng Số")
    description = _("News of digital transformation and public services in Sóc Trăng.")

    def link(self):
        return f"{home_url()}tin-tuc/"

    def items(self):
        return (
            ArticlePage.objects.published()
            .newest_first()
            .select_related("topic")
            .defer("body")[:NEWEST]
        )

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.introduction)  # Readers of feeds take a description for HTML.

    def item_link(self, item):
        return item.url

    def item_pubdate(self, item):
        return item.published_on

    def item_categories(self, item):
        return [item.topic.name] if item.topic else []
