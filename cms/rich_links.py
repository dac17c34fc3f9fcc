"""Links inside texts: one question for all of a text, and nothing but a key asks the database."""

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class PageLinks(PageLinkHandler):
    """A page says where it is without telling what it is; one nobody may read yet is no link."""

    @classmethod
    def get_many(cls, attrs_list):
        return in_order(Page.objects.live(), attrs_list)


class FileLinks(DocumentLinkHandler):
    """Documents, asked for together."""

    @classmethod
    def get_many(cls, attrs_list):
        return in_order(cls.get_model().objects.all(), attrs_list)


def in_order(rows, attrs_list) -> list:
    """The row of each link; none where the link names no row, or nonsense."""
    keys = [attrs.get("id", "") for attrs in attrs_list]
    found = rows.in_bulk([key for key in keys if is_key(key)])
    return [found.get(int(key)) if is_key(key) else None for key in keys]


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
