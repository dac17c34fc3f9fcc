"""Texts of one body, whose links to pages and files are looked up once, not once for each."""

from django.utils.functional import cached_property
from wagtail.rich_text import RichText, expand_db_html

SEAM = "<!--seam-->"  # No text holds it: what editors type is escaped, and comments are dropped.


class Sheet:
    """The texts of a body side by side."""

    def __init__(self):
        self.texts = []

    def add(self, source) -> "Words":
        words = Words(source, self)
        self.texts.append(words)
        return words

    @cached_property
    def html(self) -> dict[int, str]:
        whole = expand_db_html(SEAM.join(text.source for text in self.texts))
        return dict(zip(map(id, self.texts), whole.split(SEAM), strict=False))


class Words(RichText):
    """One of the texts on a sheet."""

    def __init__(self, source, sheet: Sheet):
        super().__init__(source)
        self.sheet = sheet

    def __html__(self):
        return self.sheet.html.get(id(self)) or expand_db_html(self.source)
