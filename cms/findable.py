"""How pages become findable: by title, introduction and body."""

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from cms.models import ArticlePage, StandardPage
from portal.search import index

KIND = "page"
FINDABLE = (ArticlePage, StandardPage)


def put(page: ArticlePage | StandardPage) -> None:
    """Let the search find this page as it is now, if everyone may read it."""
    if page.get_view_restrictions().exists():
        remove(page)
        return
    with override(settings.LANGUAGE_CODE):  # An editor may have chosen English for herself.
        url = page.url
    index.put(
        KIND,
        str(page.pk),
        title=page.title,
        body=f"{page.introduction} {words_of(page)}",
        url=url,
        topic=topic_of(page),
        at=getattr(page, "published_on", page.first_published_at),
    )


def topic_of(page: ArticlePage | StandardPage) -> str:
    topic = getattr(page, "topic", None)
    return topic.name if topic else ""


def words_of(page: ArticlePage | StandardPage) -> str:
    """The bare words of the body."""
    return " ".join(page.body.stream_block.get_searchable_content(page.body))


def put_branch(page: Page) -> None:
    """Everything published from this page downwards, as it is now."""
    for one in page.get_descendants(inclusive=True).live().type(*FINDABLE).specific():
        put(one)


def remove(page: Page) -> None:
    index.remove(KIND, str(page.pk))
