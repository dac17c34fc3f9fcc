"""Words: headings, paragraphs, quotes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import StructBlock

from cms.blocks.words import HtmlBlock, LineBlock, ParagraphsBlock

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
TEXT = pgettext_lazy("blocks", "Text")


class HeadingBlock(LineBlock):
    """A heading inside the page, under its title."""

    def __init__(self, **options):
        super().__init__(max_length=200, **options)

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Section heading")
        description = _("Divides a long text, so that readers find their place.")
        template = "cms/blocks/heading.html"
        preview_value = "Một phường, một bộ phận một cửa"


class ParagraphBlock(HtmlBlock):
    """Running text, with links and lists."""

    def __init__(self, **options):
        super().__init__(features=FEATURES, **options)

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Paragraph")
        description = _("Running text, with links and lists.")
        template = "cms/blocks/paragraph.html"
        preview_value = "<p>Người dân gửi phản ánh lúc nào cũng được, ở nhà hay ngoài đường.</p>"


class QuoteBlock(StructBlock):
    """Somebody's words, and whose they are."""

    text = ParagraphsBlock(label=pgettext_lazy("quotation", "Words"), max_length=600)
    attribution = LineBlock(label=_("Whose words"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quote")
        description = _("Somebody's words, set apart from the text.")
        template = "cms/blocks/quote.html"
        preview_value = {"text": "Việc nhỏ cũng được trả lời.", "attribution": "Sóc Trăng Số"}
