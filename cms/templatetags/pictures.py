"""The one way to draw a picture: `{% show_picture page.picture "lead" alt="…" first=True %}`."""

from django import template

from cms import pictures
from cms.models import PortalImage
from cms.shapes import SHAPES

register = template.Library()


@register.inclusion_tag("components/picture.html")
def show_picture(
    picture: PortalImage | None, shape: str, alt: str = "", css: str = "", first: bool = False
) -> dict:
    """A picture in one of our shapes; `first` is what a reader sees before all others."""
    return {"drawing": drawn(picture, shape), "alt": alt or "", "css": css, "first": first}


@register.simple_tag
def picture_url(picture: PortalImage | None, shape: str, widest: bool = False) -> str:
    """Its address in a format everything reads, where HTML has room for one only."""
    drawing = drawn(picture, shape)
    if drawing is None:
        return ""
    return (drawing.widest if widest else drawing.plain).url


def drawn(picture: PortalImage | None, shape: str) -> pictures.Drawing | None:
    return pictures.draw(picture, SHAPES[shape]) if picture else None
