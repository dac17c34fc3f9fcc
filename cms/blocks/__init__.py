"""What editors build pages from, grouped as they would look for it."""

from wagtail.blocks import StreamBlock

from cms.blocks.media import PictureBlock
from cms.blocks.services import ProcedureLinkBlock
from cms.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "BodyBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "PictureBlock",
    "ProcedureLinkBlock",
    "QuoteBlock",
]


class BodyBlock(StreamBlock):
    """The body of an article or a page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = PictureBlock()
    quote = QuoteBlock()
    procedure = ProcedureLinkBlock()

    def pictures(self, body) -> list:
        """The pictures that stand in a body."""
        found = [block.value["image"] for block in body if block.block_type == "image"]
        return [picture for picture in found if picture]
