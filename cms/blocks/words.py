"""Words in blocks come through the same door as all others: readable, in one spelling."""

from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import expand_db_html

from cms.blocks.chosen import shelf
from cms.blocks.sheet import Sheet
from portal.common.forms import LineField, ParagraphsField
from portal.common.text import read_paragraphs

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class LineBlock(CharBlock):
    """One line of words."""

    def __init__(self, *, max_length, required=True, help_text=None, **options):
        super().__init__(**options)
        self.field = LineField(max_length=max_length, required=required, help_text=help_text)

    class Meta:
        default = ""


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

    class Meta:
        default = ""


class HtmlBlock(RichTextBlock):
    """Words with links and lists."""

    def __init__(self, *, features=FEATURES, **options):
        super().__init__(features=features, **options)

    def bulk_to_python(self, values):
        sheet = shelf.get().sheet if shelf.get() else Sheet()
        return [sheet.add(value) for value in values]

    def clean(self, value):
        return super().clean(self.normalize(read_paragraphs(value.source)))

    def get_api_representation(self, value, context=None):
        return expand_db_html(value.source)


class PartsBlock(StructBlock):
    """A block of several parts; one that is not told is as it was when nobody had typed."""

    def normalize(self, value):
        if isinstance(value, self.meta.value_class):
            return value
        untold = self.child_blocks.keys() - value.keys()
        defaults = {name: self.child_blocks[name].get_default() for name in untold}
        return super().normalize({**defaults, **value})


class FittingBlock(PartsBlock):
    """A block whose parts have to fit together; a draft may still wait for that."""

    def clean(self, value):
        cleaned = super().clean(value)
        wrong = {} if self.is_deferred_validation else self.misfits(cleaned)
        if wrong:
            errors = {name: ValidationError(sentence) for name, sentence in wrong.items()}
            raise StructBlockValidationError(errors)
        return cleaned

    def misfits(self, value) -> dict[str, str]:
        """A sentence for each part that does not fit the others."""
        return {}
