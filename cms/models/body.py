"""The body of a page: blocks, one after the other."""

from wagtail.fields import StreamField

from cms.blocks import BodyBlock, PiecesBlock


class PiecesField(StreamField):
    """What an editor builds; its blocks live in the code, so no migration repeats them."""

    blocks: type[PiecesBlock]

    def __init__(self, verbose_name=None, **options):
        super().__init__(self.blocks(), verbose_name=verbose_name, **options)

    def deconstruct(self):
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options


class BodyField(PiecesField):
    """The words and pictures of a page."""

    blocks = BodyBlock
