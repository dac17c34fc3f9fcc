"""Making a picture's sizes, and drawing it from those that are made.

Making takes seconds and is the worker's. A page is drawn from what is there: a format counts once
all its widths are made, and of a picture nobody has seen to yet one plain size is made at once.
"""

import logging
from dataclasses import dataclass

from PIL import Image
from wagtail.images.models import Filter

from cms.models import PortalImage, PortalRendition
from cms.shapes import BEST, PLAIN, SHARED, Shape, all_filters

# What a file that is lost, damaged or no picture at all makes of an attempt to open it.
BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """A picture in one format, in several widths."""

    kind: str
    srcset: str


@dataclass(frozen=True)
class Drawing:
    """All that a page says of a picture."""

    plain: PortalRendition
    widest: PortalRendition  # Of those in the plain format.
    sizes: str
    sources: list[Source]
    srcset: str


def draw(picture: PortalImage, shape: Shape) -> Drawing | None:
    """A picture in a shape, from what is made of it; nothing, where its file is lost or broken."""
    wanted = {kind: shape.filters_of(picture, kind) for kind in (*BEST, PLAIN)}
    made = picture.find_existing_renditions(*(one for kind in wanted.values() for one in kind))
    plain = made.get(shape.plain_of(picture)) or make(picture, shape.plain_of(picture))
    if plain is None:
        return None
    sets = {kind: srcset([made.get(one) for one in wanted[kind]]) for kind in wanted}
    sources = [Source(kind, sets[kind]) for kind in BEST if sets[kind]]
    widest = made.get(wanted[PLAIN][-1], plain)
    return Drawing(plain, widest, shape.sizes, sources, sets[PLAIN])


def srcset(renditions: list[PortalRendition | None]) -> str:
    """All the widths of a format; empty while one of them is still to be made."""
    whole = [one for one in renditions if one]
    if len(whole) < len(renditions):
        return ""
    return ", ".join(f"{one.url} {one.width}w" for one in whole)


def make(picture: PortalImage, size: Filter) -> PortalRendition | None:
    """One size of a picture; a broken one is told of, and is nobody else's trouble."""
    try:
        return picture.get_rendition(size)
    except BROKEN as error:
        logger.warning("Picture %s cannot be drawn: %s", picture.pk, type(error).__name__)
        return None


def make_sizes(picture: PortalImage) -> int:
    """Make what is missing of a picture; say how many sizes that were."""
    wanted = [*all_filters(picture), SHARED]
    missing = set(wanted) - set(picture.find_existing_renditions(*wanted))
    for done, size in enumerate(one for one in wanted if one in missing):
        if make(picture, size) is None:
            return done
    return len(missing)
