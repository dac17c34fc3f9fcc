"""The news for feed readers."""

from django.contrib.syndication.views import Feed
from django.utils.translation import gettext_lazy as _

from cms.models import ArticlePage

NEWEST = 30


class NewsFeed(Feed):
    title = _("News from Sóc Trăng Số")
    description = _("News of digital transformation and public services in Sóc Trăng.")
    link = "/tin-tuc/"

    def items(self):
        return ArticlePage.objects.live().public().newest_first()[:NEWEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.introduction

    def item_link(self, item):
        return item.full_url

    def item_pubdate(self, item):
        return item.published_on
