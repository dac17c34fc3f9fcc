"""Articles of RSS 2.0 and Atom, where these hold whole articles."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from xml.etree.ElementTree import Element, tostring

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cms.moving.old import Old, OldPicture, Unfit

PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/2005/Atom": "",
}
XHTML = "http://www.w3.org/1999/xhtml"


def name_of(element: Element) -> str:
    """`wp:post_id`, `content:encoded`, `title`: whatever number the format's version has."""
    space, _brace, name = element.tag.rpartition("}")
    space = space.removeprefix("{")
    if space.startswith("http://wordpress.org/export/"):
        return f"excerpt:{name}" if "excerpt" in space else f"wp:{name}"
    return PREFIXES.get(space, f"{space} " if space else "") + name


class Facts:
    """What stands inside an entry, by name."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def names(self) -> dict[str, list[Element]]:
        names: dict[str, list[Element]] = {}
        for child in self.element:
            names.setdefault(name_of(child), []).append(child)
        return names

    def all(self, name: str) -> list[Element]:
        return self.names.get(name, [])

    def text(self, name: str) -> str:
        found = self.all(name)
        return (found[0].text or "").strip() if found else ""

    def first(self, *names: str) -> str:
        return next(filter(None, map(self.text, names)), "")


def read(facts: Facts) -> Old:
    """An entry as an article; refuses one of which only a teaser is told."""
    html = facts.text("content:encoded") or inside(facts, "content") or facts.text("description")
    if not html:
        raise Unfit(_("It has no words."))
    address = link_of(facts)
    key = facts.first("guid", "id") or address
    if not key:
        raise Unfit(_("It has neither a name nor an address by which one could know it again."))
    summary = facts.first("summary", "description")
    return Old(
        key=key,
        title=facts.text("title"),
        html=html,
        address=address,
        summary=summary if summary != html else "",
        written_at=moment(facts.first("pubDate", "published", "dc:date", "updated")),
        changed_at=moment(facts.text("updated")),
        topics=[topic for one in facts.all("category") if (topic := topic_in(one))],
        picture=picture_of(facts),
    )


def inside(facts: Facts, name: str) -> str:
    """Atom writes HTML as text, or as elements."""
    for element in facts.all(name):
        if element.get("type") != "xhtml":
            return (element.text or "").strip()
        html = "".join(tostring(child, encoding="unicode") for child in element)
        return html.replace("html:", "").replace(f' xmlns:html="{XHTML}"', "")
    return ""


def link_of(facts: Facts) -> str:
    for link in facts.all("link"):
        if link.text and link.text.strip():
            return link.text.strip()
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return link.get("href", "").strip()
    return ""


def topic_in(category: Element) -> str:
    return (category.text or category.get("label") or category.get("term") or "").strip()


def picture_of(facts: Facts) -> OldPicture | None:
    for one in [*facts.all("enclosure"), *facts.all("media:content")]:
        is_picture = (one.get("type") or "").startswith("image/") or one.get("medium") == "image"
        if is_picture and one.get("url"):
            return OldPicture(one.get("url", ""))
    return None


def moment(said: str) -> datetime | None:
    """As RSS writes it or as Atom does; an hour without a place is ours."""
    for read_it in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read_it(said)
        except (ValueError, TypeError, OverflowError):
            continue
        return aware(found)
    return None


def aware(found: datetime) -> datetime | None:
    """The same moment in the world's time; none of one that calendars do not hold."""
    if not 1990 <= found.year <= 2100:
        return None
    here = found if found.tzinfo else found.replace(tzinfo=get_default_timezone())
    return here.astimezone(UTC)
