"""The body of a page: blocks, one after the other."""

from wagtail.fields import StreamField

from cms.blocks import BodyBlock


class BodyField(StreamField):
    """What an editor builds; its blocks live in the code, so no migration repeats them."""

    def __init__(self, verbose_name=None, **options):
        super().__init__(BodyBlock(), verbose_name=verbose_name, **options)

    def deconstruct(self):
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options
