"""An article as a feed carries it: plain HTML that means the same on another site."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.images.shortcuts import get_rendition_or_not_found

from cms.alerts.cap import readable
from cms.models import ArticlePage
from cms.shapes import SHARED

# What does nothing without our scripts, or what only our styles keep out of sight; and a picture's
# other sizes, of which programs that read feeds want one.
DROPPED = (
    "script, style, svg, button, form, template, iframe, picture > source, [hidden]"
    ", .visually-hidden"
)
ADDRESSES = {"href", "src", "poster"}
KEPT = ADDRESSES | {
    *("alt", "width", "height", "datetime", "lang", "start"),
    *("colspan", "rowspan", "scope"),
    *("controls", "kind", "srclang", "type", "label"),
}


def html_of(article: ArticlePage, base: str) -> str:
    """The whole article; every address in it begins with `base`, and no class or script is left."""
    drawn = render_to_string("cms/feeds/article.html", {"page": article, "request": None})
    soup = BeautifulSoup(readable(drawn), "html.parser")
    for tag in soup.select(DROPPED):
        tag.decompose()
    for tag in soup.find_all(["div", "picture"]):
        tag.unwrap()  # Boxes for our styles, and for sizes that are dropped.
    for tag in soup.find_all(True):
        tag.attrs = dict(portable(tag.attrs, base))
    return str(soup).strip()


def portable(attributes: dict, base: str):
    """The attributes that mean something elsewhere too."""
    for name, value in attributes.items():
        if name in ADDRESSES:
            yield name, urljoin(base, value)
        elif name in KEPT:
            yield name, value


def picture_of(article: ArticlePage, base: str) -> str:
    """Where its picture is, as programs that show links draw it."""
    if not article.picture:
        return ""
    return urljoin(base, get_rendition_or_not_found(article.picture, SHARED).url)
