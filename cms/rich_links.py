"""Links inside texts: one question for all of a text, and nothing but a key asks the database."""

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.common.languages import in_frame


class PageLinks(PageLinkHandler):
    """A page says where it is without telling what it is; one nobody may read yet is no link."""

    @classmethod
    def get_many(cls, attrs_list):
        return in_order(Page.objects.live(), attrs_list)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """In the frame's language, where the page's translation is found without asking for it."""
        return [
            format_html('<a href="{}">', in_frame(page.url or "")) if page else "<a>"
            for page in cls.get_many(attrs_list)
        ]


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
