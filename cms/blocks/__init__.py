"""What editors build pages from, grouped as they would look for it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlockValidationError

from cms.blocks.figures import ChartBlock, PlacesBlock, StatisticsBlock, TableBlock
from cms.blocks.lists import (
    AccordionBlock,
    DocumentsBlock,
    NewsBlock,
    StepsBlock,
    TimelineBlock,
)
from cms.blocks.media import EmbedBlock, GalleryBlock, PictureBlock, VideoBlock
from cms.blocks.pieces import PiecesBlock
from cms.blocks.services import (
    ContactBlock,
    ProcedureLinkBlock,
    ProcedureStepsBlock,
    ReportBlock,
)
from cms.blocks.text import (
    ActionBlock,
    AlertBlock,
    HeadingBlock,
    ParagraphBlock,
    PassageBlock,
    QuoteBlock,
    SubheadingBlock,
)

__all__ = ["BodyBlock", "PiecesBlock"]

UNDER_THE_TITLE = 2
UNDER = {"heading": 3, "subheading": 4}  # The level of a card's heading below one of these.


class BodyBlock(PiecesBlock):
    """The body of an article or a page."""

    heading = HeadingBlock()
    subheading = SubheadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    passage = PassageBlock()
    action = ActionBlock()
    alert = AlertBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    embed = EmbedBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    timeline = TimelineBlock()
    documents = DocumentsBlock()
    news = NewsBlock()
    table = TableBlock()
    statistics = StatisticsBlock()
    chart = ChartBlock()
    places = PlacesBlock()
    procedure = ProcedureLinkBlock()
    procedure_steps = ProcedureStepsBlock()
    report = ReportBlock()
    contact = ContactBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        lost = self.headings_out_of_order(cleaned)
        if lost and not self.is_deferred_validation:
            sentence = _("A smaller heading stands under a section heading: put one before it.")
            raise StreamBlockValidationError(
                block_errors={place: ValidationError(sentence) for place in lost}
            )
        return cleaned

    def headings_out_of_order(self, body) -> list[int]:
        """Where a smaller heading stands before any larger one."""
        kinds = [block.block_type for block in body]
        first = kinds.index("heading") if "heading" in kinds else len(kinds)
        return [place for place, kind in enumerate(kinds[:first]) if kind == "subheading"]

    def rendered(self, body, context):
        """Each block, told which level its own headings have."""
        level = UNDER_THE_TITLE
        for block in body:
            level = UNDER.get(block.block_type, level)
            yield block.block_type, block.render({**(context or {}), "level": level})
