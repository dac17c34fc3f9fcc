"""How pages become findable: by their titles, and by the words they name themselves."""

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from cms.models import HomePage, LegalDocumentPage, Topic
from cms.models.base import BasePage, kinds
from portal.search import index
from portal.search.models import SearchDoc

# Who searches has seen the front door.
FINDABLE = tuple(kind for kind in kinds() if kind is not HomePage)


def put(page: BasePage) -> None:
    """Let the search find this page as it is now, if everyone may read it."""
    if not page.live or page.get_view_restrictions().exists():
        remove(page)
        return
    with override(page.language):  # An editor may have chosen another for herself.
        url, topic = page.url, topic_of(page)
    index.put(
        kind_of(page),
        str(page.pk),
        title=page.title,
        body=page.findable_words,
        url=url,
        topic=topic,
        language=page.language,
        at=page.findable_at,
    )


def kind_of(page: Page) -> SearchDoc.Kind:
    is_law = issubclass(page.specific_class, LegalDocumentPage)
    return SearchDoc.Kind.DOCUMENT if is_law else SearchDoc.Kind.PAGE


def topic_of(page: BasePage) -> str:
    topic = getattr(page, "topic", None)
    return topic.label if topic else ""


def rename_topic(before: Topic, now: Topic) -> None:
    """Let what is of a topic be found under its new name, in each language that has another."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            index.rename_topic(language, before.label, now.label)


def put_branch(page: Page) -> None:
    """Everything published from this page downwards, as it is now."""
    for one in page.get_descendants(inclusive=True).live().type(*FINDABLE).specific():
        put(one)


def remove(page: Page) -> None:
    index.remove(kind_of(page), str(page.pk))
