"""The body of a page: blocks, one after the other."""

from wagtail.fields import StreamField

from cms.blocks import BodyBlock, PiecesBlock


class PiecesField(StreamField):
    """What an editor builds; its blocks live in the code, so no migration repeats them."""

    blocks: type[PiecesBlock]

    def __init__(self, verbose_name=None, **options):
        super().__init__(self.blocks, verbose_name=verbose_name, **options)

    def deconstruct(self):
        """As of any column: Wagtail describes each block, some thousand times in one migration."""
        return super(StreamField, self).deconstruct()


class BodyField(PiecesField):
    """The words and pictures of a page."""

    blocks = BodyBlock
