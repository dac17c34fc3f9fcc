"""The news for feed readers."""

from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage, Topic
from portal.common.templatetags.look import home_url

NEWEST = 30


class NewsFeed(Feed):
    """The newest articles, each by its title and introduction."""

    title = _("News from Sóc Trăng Số")
    description = _("News of digital transformation and public services in Sóc Trăng.")

    def link(self):
        return f"{home_url()}tin-tuc/"

    def items(self, topic):
        return (
            ArticlePage.objects.published()
            .about(topic)
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


class TopicFeed(NewsFeed):
    """The newest articles of one topic."""

    def get_object(self, request, slug):
        return get_object_or_404(Topic, slug=slug)

    def title(self, topic):
        return gettext("News from Sóc Trăng Số: %(topic)s") % {"topic": topic.name}

    def description(self, topic):
        return topic.summary or super().description

    def link(self, topic):
        return f"{super().link()}?{urlencode({'chuyen-muc': topic.slug})}"
