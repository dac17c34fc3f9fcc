"""Published pages are put where the search looks; withdrawn ones are taken away."""

from html import unescape

from django.utils.html import strip_tags
from wagtail.models import Page

from cms.models import ArticlePage, StandardPage
from portal.search import index

SEARCH_KIND = "page"


def put(page: Page) -> None:
    """Let the search find this page by its title, introduction and body."""
    index.put(
        SEARCH_KIND,
        str(page.pk),
        title=page.title,
        body=f"{page.introduction} {words_of(page)}",
        url=page.url or "",
        at=getattr(page, "published_on", page.first_published_at),
    )


def remove(page: Page) -> None:
    index.remove(SEARCH_KIND, str(page.pk))


def words_of(page: Page) -> str:
    """The bare words of the body."""
    return unescape(strip_tags(" ".join(str(block.value) for block in page.body)))


def when_published(sender, instance, **kwargs) -> None:
    """Wagtail says that a page went live."""
    if isinstance(instance, ArticlePage | StandardPage):
        put(instance)


def when_unpublished(sender, instance, **kwargs) -> None:
    remove(instance)
