"""What Django's feeds lack: whole articles in RSS and Atom, and JSON Feed 1.1."""

import json

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.timezone import localtime

CONTENT = "http://purl.org/rss/1.0/modules/content/"
VERSION = "https://jsonfeed.org/version/1.1"


class WholeRss(Rss201rev2Feed):
    """RSS 2.0 whose items also carry the whole article."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": CONTENT}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content_html"])


class WholeAtom(Atom1Feed):
    """Atom whose entries also carry the whole article."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content_html"], {"type": "html"})


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        text = json.dumps(self.whole(), ensure_ascii=False)
        outfile.write(text.encode(encoding))

    def whole(self) -> dict:
        feed = self.feed
        facts = {
            "version": VERSION,
            "title": feed["title"],
            "description": feed["description"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"]}],
        }
        return facts | {"items": [item_of(item) for item in self.items]}


def item_of(item: dict) -> dict:
    facts = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["summary"],
        "content_html": item["content_html"],
        "image": item["image"],
        "date_published": localtime(item["pubdate"]).isoformat(),
        "date_modified": localtime(item["updateddate"]).isoformat(),
        "tags": item["categories"],
    }
    return {name: value for name, value in facts.items() if value}
