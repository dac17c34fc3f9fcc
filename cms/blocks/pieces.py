"""What every stream of blocks on our pages has in common, whatever it is built from."""

from django.core.exceptions import BadRequest
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamBlock

from cms.blocks.chosen import fetched_together


class PiecesBlock(StreamBlock):
    """Blocks one after the other, whose rows are fetched together."""

    def value_from_datadict(self, data, files, prefix):
        """What the editor itself never sends is refused, not guessed at."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (AttributeError, KeyError, TypeError, ValueError) as nonsense:
            raise BadRequest("This is no body that the editor could have sent.") from nonsense

    def render_basic(self, value, context=None):
        self.fetch(value)
        drawn = (around(kind, html) for kind, html in self.rendered(value, context))
        return mark_safe("\n".join(drawn))  # noqa: S308 — each of them is safe by itself.

    def rendered(self, body, context):
        """Each block by its kind, drawn."""
        for block in body:
            yield block.block_type, block.render(context)

    def fetch(self, body) -> None:
        """Everything that the blocks of a body choose, in one question for each kind of row."""
        with fetched_together(self, body.raw_data):
            list(body)

    def fetched(self, body) -> list:
        """The values of these blocks, with everything that they choose."""
        self.fetch(body)
        return [block.value for block in body]

    def words(self, body) -> str:
        """The bare words of it, by which a page is found."""
        return " ".join(self.get_searchable_content(body))

    def pictures(self, body) -> list:
        """The pictures that stand in a body."""
        self.fetch(body)
        found = [
            picture
            for block in body
            if hasattr(block.block, "pictures_of")
            for picture in block.block.pictures_of(block.value)
        ]
        return [picture for picture in found if picture]

    def shapes(self, body) -> set[str]:
        """Those in which a body shows its pictures."""
        return {shape for block in body for shape in getattr(block.block, "shapes", ())}

    def frame_hosts(self, body) -> set[str]:
        """The sites whose films a reader may load."""
        frames = [block.value.frame for block in body if block.block_type == "embed"]
        return {frame.host for frame in frames if frame}


def around(kind: str, html: str) -> str:
    """One block in the frame that Wagtail gives it; kinds are names of ours."""
    return f'<div class="w-block-{kind} block-{kind}">{conditional_escape(html)}</div>'
