"""Words in blocks come through the same door as all others: readable, in one spelling."""

from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock

from portal.common.forms import LineField, ParagraphsField
from portal.common.text import read_paragraphs


class LineBlock(CharBlock):
    """One line of words."""

    def __init__(self, *, max_length, required=True, help_text=None, **options):
        super().__init__(**options)
        self.field = LineField(max_length=max_length, required=required, help_text=help_text)


class ParagraphsBlock(TextBlock):
    """Words in paragraphs, without links and lists."""

    def __init__(self, *, max_length, required=True, help_text=None, **options):
        super().__init__(**options)
        self.field = ParagraphsField(
            max_length=max_length,
            required=required,
            help_text=help_text,
            widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        )


class HtmlBlock(RichTextBlock):
    """Words with links and lists."""

    def value_from_form(self, value):
        return super().value_from_form(read_paragraphs(value))
