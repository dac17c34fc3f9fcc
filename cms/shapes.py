"""The shapes in which pictures are shown: how each is cut, how wide, and in which formats.

Whatever draws a picture or makes its sizes reads this table; a new shape is a new row, and after
it `make_sizes` for the pictures that are there already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wagtail.images.models import AbstractImage, Filter

BEST = ("avif", "webp")  # Offered in this order; a browser takes the first that it knows.
PLAIN = "jpeg"  # What every browser knows.
NATURAL = (480, 800, 1200)  # Shared by all that show a picture whole, so that each is made once.
SHARED = Filter("fill-1200x630|format-jpeg")  # In which cards of other sites show a picture.


@dataclass(frozen=True)
class Shape:
    """How a picture is cut, the widths it is made in, and how wide pages draw it."""

    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None

    def widths_of(self, picture: AbstractImage) -> tuple[int, ...]:
        """Those a picture can fill, and one more in which it stands as large as it is."""
        filled = sum(width < self.widest(picture) for width in self.widths)
        return self.widths[: filled + 1]

    def widest(self, picture: AbstractImage) -> int:
        """How wide this shape can be cut from a picture, which is never enlarged."""
        if self.ratio is None:
            return picture.width
        across, down = self.ratio
        return min(picture.width, picture.height * across // down)

    def filters_of(self, picture: AbstractImage, kind: str) -> list[Filter]:
        """What makes this shape of a picture in one format, from the narrowest on."""
        return [filter_for(self, width, kind) for width in self.widths_of(picture)]

    def plain_of(self, picture: AbstractImage) -> Filter:
        """The one size that is made while a reader waits, if it has to be: not the largest."""
        return self.filters_of(picture, PLAIN)[:2][-1]

    def cut(self, width: int) -> str:
        if self.ratio is None:
            return f"width-{width}"
        across, down = self.ratio
        return f"fill-{width}x{width * down // across}"


@cache
def filter_for(shape: Shape, width: int, kind: str) -> Filter:
    """Kept, because Wagtail reads each filter's words anew."""
    return Filter(f"{shape.cut(width)}|format-{kind}")


CARD, SMALL, TILE = (8, 5), (1, 1), (4, 3)
SHAPES = {
    # At the top of an article, beside which stands a column.
    "lead": Shape(NATURAL, "(min-width: 73.5rem) 46rem, (min-width: 56rem) 62vw, 95vw"),
    # Across the text.
    "body": Shape(NATURAL, "(min-width: 48rem) 44rem, 95vw"),
    # As large as the screen allows, on a page of its own.
    "large": Shape((*NATURAL, 1600), "(min-width: 73.5rem) 71rem, 95vw"),
    # At the head of a card in a grid.
    "card": Shape((400, 800), "(min-width: 62rem) 23rem, (min-width: 40rem) 46vw, 95vw", CARD),
    # At the head of the one card that is larger than the others.
    "cover": Shape((400, 800), "(min-width: 56rem) 38rem, 95vw", CARD),
    # At the side of a card that lies down.
    "small": Shape((160, 320), "8rem", SMALL),
    # One of many in an album.
    "tile": Shape((360, 720), "(min-width: 40rem) 22rem, 95vw", TILE),
}


@cache
def specs_of(names: frozenset[str]) -> tuple[str, ...]:
    """What makes these shapes of whatever picture, in Wagtail's words; and the one for cards."""
    sizes = (
        filter_for(shape, width, kind).spec
        for shape in map(SHAPES.get, names)
        for width in shape.widths
        for kind in (*BEST, PLAIN)
    )
    return (*dict.fromkeys(sizes), SHARED.spec)


def all_filters(picture: AbstractImage) -> Iterator[Filter]:
    """Everything that pages may ask of a picture, each once; what everybody can see comes first."""
    filters = (
        one
        for kind in (PLAIN, *reversed(BEST))
        for shape in SHAPES.values()
        for one in shape.filters_of(picture, kind)
    )
    return iter(dict.fromkeys(filters))
