"""An old article's HTML as the blocks an editor would have built it from."""

import re
from collections.abc import Callable
from html import escape
from uuid import uuid4

from bs4 import NavigableString, Tag

from cms.frames import frame_of
from cms.moving.html import Links, rich, soup_of
from cms.moving.old import OldPicture
from cms.moving.shortcodes import spelled_out
from cms.moving.tables import table_in

INLINE = {
    *["a", "b", "strong", "i", "em", "u", "span", "font", "small", "sub", "sup", "mark", "code"],
    *["abbr", "cite", "q", "s", "del", "ins", "br", "label", "time", "kbd", "big", "tt", "strike"],
}
FRAMES = ["iframe", "embed", "video"]
STANDS_ALONE = ["img", *FRAMES, "table", "p", "div", "ul", "ol", "blockquote", "figure"]
EMPTY_LINE = re.compile(r"\n[ \t\r\xa0]*\n")
ONE_ADDRESS = re.compile(r"https?://\S+")
LONGEST_HEADING, LONGEST_QUOTE, LONGEST_NAME, LONGEST_LINE = 200, 600, 150, 250
MOST_PICTURES = 24  # In one gallery.

Find = Callable[[OldPicture], int | None]


class Body:
    """Walks through the elements, and lays down one block after the other."""

    def __init__(self, title: str, links: Links, find: Find, gallery: dict[str, OldPicture]):
        self.title, self.links, self.find, self.gallery = title, links, find, gallery
        self.blocks: list[dict] = []
        self.line: list[str] = []
        self.breaks_lines = False

    def read(self, html: str) -> list[dict]:
        soup = soup_of(spelled_out(html))
        self.links.mend(soup)
        self.breaks_lines = soup.find("p") is None
        self.walk(soup)
        return self.blocks

    def put(self, kind: str, value) -> None:
        self.blocks.append({"type": kind, "value": value, "id": str(uuid4())})

    def walk(self, tag: Tag) -> None:
        for child in list(tag.children):
            if isinstance(child, NavigableString):
                self.read_text(str(child))
            elif child.name in INLINE and child.find(STANDS_ALONE) is None:
                self.line.append(str(child))
            else:
                self.end_line()
                self.WAYS.get(child.name, Body.walk)(self, child)
                self.end_line()
        self.end_line()

    def read_text(self, text: str) -> None:
        """Old editors wrote paragraphs with empty lines between them, and no elements."""
        first, *others = EMPTY_LINE.split(text)
        self.line.append(self.escaped(first))
        for other in others:
            self.end_line()
            self.line.append(self.escaped(other))

    def escaped(self, text: str) -> str:
        lines = escape(text, quote=False).strip("\n") if self.breaks_lines else escape(text, False)
        return lines.replace("\n", "<br/>") if self.breaks_lines else lines

    def end_line(self) -> None:
        html, self.line = "".join(self.line).strip(), []
        words = soup_of(html).get_text().strip() if html else ""
        if ONE_ADDRESS.fullmatch(words) and frame_of(safe(words)):
            self.film(words)
        elif words:
            self.write(f"<p>{rich(html)}</p>")

    def write(self, html: str) -> None:
        """Paragraphs and lists that follow each other are one text."""
        if self.blocks and self.blocks[-1]["type"] == "paragraph":
            self.blocks[-1]["value"] += html
        else:
            self.put("paragraph", html)

    def heading(self, tag: Tag) -> None:
        self.pictures_inside(tag)
        words = words_of(tag)
        if len(words) > LONGEST_HEADING:
            self.write(f"<p><b>{escape(words, quote=False)}</b></p>")
        elif words:
            is_first = not any(block["type"] == "heading" for block in self.blocks)
            is_large = tag.name in {"h1", "h2"} or is_first
            self.put("heading" if is_large else "subheading", words)

    def points(self, tag: Tag) -> None:
        pictures = [picture.extract() for picture in tag.find_all(["img", "table", *FRAMES])]
        if words_of(tag):
            self.write(rich(re.sub(r"</?(?:p|div)\b[^>]*>", " ", str(tag))))
        for picture in pictures:
            self.WAYS[picture.name](self, picture)

    def quote(self, tag: Tag) -> None:
        cite = tag.find(["cite", "footer"])
        whose = words_of(cite.extract())[:LONGEST_NAME] if cite else ""
        whole = words_of(tag)
        if tag.find(STANDS_ALONE[:5]) or len(whole) > LONGEST_QUOTE:
            self.walk(tag)
        elif whole:
            self.put("quote", {"text": whole, "attribution": whose})

    def picture(self, tag: Tag, caption: str = "") -> None:
        old = picture_in(tag, caption)
        self.show(old, self.find(old) if old else None)

    def show(self, old: OldPicture | None, image: int | None) -> None:
        if old is None or image is None:
            return
        facts = {"alt": old.alt[:LONGEST_LINE], "caption": old.words[:LONGEST_LINE]}
        self.put("image", {"image": image, "decorative": not old.alt, **facts})

    def figure(self, tag: Tag) -> None:
        said = tag.find("figcaption", recursive=False) or tag.find("figcaption")
        caption = words_of(said) if said else ""
        pictures = self.pictures_of(tag, caption)
        if len(pictures) > 1:
            self.side_by_side(pictures)
        elif pictures:
            self.show(pictures[0], self.find(pictures[0]))
        elif tag.find("table"):
            self.table(tag.find("table"), caption)
        else:
            if said:
                said.extract()
            self.walk(tag)
            if caption:
                self.write(f"<p><i>{escape(caption, quote=False)}</i></p>")

    def pictures_of(self, tag: Tag, caption: str) -> list[OldPicture]:
        numbers = [number.strip() for number in (tag.get("data-ids") or "").split(",")]
        chosen = [self.gallery[number] for number in numbers if number in self.gallery]
        images = tag.find_all("img")
        shared = caption if len(images) == 1 else ""
        return chosen + [old for one in images if (old := picture_in(one, shared))]

    def side_by_side(self, pictures: list[OldPicture]) -> None:
        found = [(old, image) for old in pictures[:MOST_PICTURES] if (image := self.find(old))]
        if len(found) < 2:
            for old, image in found:
                self.show(old, image)
            return
        shown = [
            {
                "image": image,
                "alt": (old.alt or old.words or self.title)[:LONGEST_LINE],
                "caption": old.words[:LONGEST_NAME],
            }
            for old, image in found
        ]
        self.put("gallery", {"pictures": shown})

    def table(self, tag: Tag, caption: str = "") -> None:
        self.pictures_inside(tag)
        table = table_in(tag, caption or self.title)
        if table:
            self.put("table", {"table": table, "has_row_headings": False})
            return
        for row in tag.find_all("tr"):
            words = [words_of(cell) for cell in row.find_all(["td", "th"])]
            if any(words):
                said = " · ".join(filter(None, words))
                self.write(f"<p>{escape(said, quote=False)}</p>")

    def frame(self, tag: Tag) -> None:
        inner = tag.find("source")
        address = tag.get("src") or tag.get("data-src") or (inner.get("src") if inner else "")
        self.film(self.links.follow(address or ""), tag.get("title") or "")

    def film(self, address: str, title: str = "") -> None:
        """One that plays here, or a link to where it plays."""
        address = safe(address)
        if frame_of(address) and len(address) <= 300:
            self.put("embed", {"url": address, "title": (title or self.title)[:LONGEST_NAME]})
        elif address.startswith("https://"):
            there = escape(address)
            self.write(f'<p><a href="{there}">{there}</a></p>')

    def pictures_inside(self, tag: Tag) -> None:
        for picture in tag.find_all("img"):
            self.picture(picture.extract())

    def plain(self, tag: Tag) -> None:
        lines = escape(tag.get_text().strip("\n"), quote=False).replace("\n", "<br/>")
        self.write(f"<p>{lines}</p>")

    def nothing(self, tag: Tag) -> None:
        """A line across the page says nothing to who listens."""

    WAYS: dict[str, Callable[["Body", Tag], None]] = {
        **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], heading),
        **dict.fromkeys(["ul", "ol"], points),
        **dict.fromkeys(FRAMES, frame),
        "blockquote": quote,
        "img": picture,
        "figure": figure,
        "table": table,
        "pre": plain,
        "hr": nothing,
    }


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def picture_in(tag: Tag, caption: str = "") -> OldPicture | None:
    """Where a picture is; pages that load late keep that elsewhere than in `src`."""
    addresses = [tag.get(name) or "" for name in ("data-src", "data-lazy-src", "src")]
    url = next((one for one in addresses if one and not one.startswith("data:")), "")
    alt = " ".join((tag.get("alt") or "").split())
    return OldPicture(url.strip(), alt, caption) if url else None


def safe(address: str) -> str:
    """The same film by https, which every site that keeps films speaks."""
    if address.startswith("//"):
        return f"https:{address}"
    return f"https://{address[7:]}" if address.startswith("http://") else address
