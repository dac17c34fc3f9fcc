"""The body of a page: blocks, one after the other."""

from functools import cache

from django.db.models import Model
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


@cache
def fields_of_pieces(model: type[Model]) -> tuple[str, ...]:
    """The names of those of its fields that are built of pieces."""
    return tuple(one.name for one in model._meta.get_fields() if isinstance(one, PiecesField))


class BodyField(PiecesField):
    """The words and pictures of a page."""

    blocks = BodyBlock
