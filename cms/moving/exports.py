"""Files in which other systems hand over their articles: WordPress's WXR, RSS 2.0 and Atom.

Read element by element, so that ten thousand articles take no more memory than one; nothing in
them is fetched or expanded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from cms.moving import feeds, wordpress
from cms.moving.old import Old, OldPicture, Unfit

# Databases keep signs that XML forbids; WordPress writes them out all the same.
FORBIDDEN = bytes(sign for sign in range(32) if sign not in b"\t\n\r")


@dataclass(frozen=True)
class Rotten:
    """An entry that cannot be read, by its place in the file."""

    title: str
    reason: str


class Bare:
    """A file without the signs that no XML may hold."""

    def __init__(self, file) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        while part := self.file.read(size):
            if bare := part.translate(None, FORBIDDEN):
                return bare
        return b""


@contextmanager
def opened(path: Path) -> Iterator[Bare]:
    with path.open("rb") as file:
        yield Bare(file)


def elements(path: Path) -> Iterator[Element]:
    """Each article of the file, and forgotten once the next is asked for."""
    above: list[Element] = []
    with opened(path) as file:
        for event, element in iterparse(file, events=("start", "end")):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if feeds.name_of(element) in {"item", "entry"} and len(above) <= 2:
                yield element
                above[-1].remove(element)


def read(path: Path) -> Iterator[Old | Rotten]:
    """The articles of a file, each readable or with the reason why not."""
    try:
        pictures = pictures_in(path)
        for element in elements(path):
            old = read_one(element, pictures)
            if old is not None:
                yield old
    except ParseError as error:
        said = _("The file is damaged in line %(line)d: what stands below was not read.")
        yield Rotten("", said % {"line": error.position[0]})
    except DefusedXmlException:
        yield Rotten("", _("The file defines names of its own, which no export does: not read."))


def read_one(element: Element, pictures: dict[str, OldPicture]) -> Old | Rotten | None:
    facts = feeds.Facts(element)
    try:
        if wordpress.POST_TYPE in facts.names:
            return wordpress.read(facts, pictures)
        return feeds.read(facts)
    except Unfit as reason:
        return Rotten(facts.text("title")[:200], str(reason))
    except Exception as fault:  # What is crooked in one article keeps no other from moving in.
        said = _("It could not be read (%(fault)s).")
        return Rotten(facts.text("title")[:200], said % {"fault": type(fault).__name__})


def pictures_in(path: Path) -> dict[str, OldPicture]:
    """The pictures of a WordPress export by their numbers; articles name those."""
    found = {}
    for element in elements(path):
        facts = feeds.Facts(element)
        if facts.text(wordpress.POST_TYPE) == "attachment":
            found[facts.text("wp:post_id")] = wordpress.picture(facts)
    return found
