"""Words: headings, paragraphs, quotes."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, TextBlock

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
TEXT = _("Text")


class HeadingBlock(CharBlock):
    """A heading inside the page, under its title."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Heading")
        description = _("Divides a long text, so that readers find their place.")
        template = "cms/blocks/heading.html"
        preview_value = "Một phường, một bộ phận một cửa"


class ParagraphBlock(RichTextBlock):
    """Running text, with links and lists."""

    def __init__(self, **kwargs):
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Paragraph")
        description = _("Running text, with links and lists.")
        template = "cms/blocks/paragraph.html"
        preview_value = "<p>Người dân gửi phản ánh lúc nào cũng được, ở nhà hay ngoài đường.</p>"


class QuoteBlock(StructBlock):
    """Somebody's words, and whose they are."""

    text = TextBlock(label=_("Words"), max_length=600)
    attribution = CharBlock(label=_("Whose words"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quote")
        description = _("Somebody's words, set apart from the text.")
        template = "cms/blocks/quote.html"
        preview_value = {"text": "Việc nhỏ cũng được trả lời.", "attribution": "Sóc Trăng Số"}
