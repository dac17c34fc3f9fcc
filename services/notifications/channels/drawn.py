"""A letter drawn for those who read it at leisure: its own words, with links where addresses stood.

Nothing in it is fetched from anywhere, so nobody learns that it was opened.
"""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string

# “See all: https://…”; the colon makes the words the name of the link.
WITH_ADDRESS = re.compile(r"(?P<words>.*?):?\s*(?P<url>https?://\S+)")
BULLET = "• "


@dataclass(frozen=True)
class Line:
    words: str
    url: str = ""
    is_one_of_many: bool = False


def draw(text: str, *, subject: str, language: str) -> str:
    """The same letter as HTML."""
    context = {"subject": subject, "language": language, "paragraphs": paragraphs(text)}
    return render_to_string("messages/letter.html", context)


def paragraphs(text: str) -> list[list[Line]]:
    """What empty lines part; in each its lines, those with an address as links."""
    return [joined(block.splitlines()) for block in text.strip().split("\n\n")]


def joined(lines: list[str]) -> list[Line]:
    """An address alone on its line belongs to the words above it."""
    found: list[Line] = []
    for line in map(read, lines):
        if line.url and not line.words and found and not found[-1].url:
            line = Line(found.pop().words, line.url)
        found.append(line)
    return [without_bullet(line) for line in found]


def read(line: str) -> Line:
    address = WITH_ADDRESS.fullmatch(line.strip())
    return Line(address["words"], address["url"]) if address else Line(line.strip())


def without_bullet(line: Line) -> Line:
    is_one = line.words.startswith(BULLET)
    return Line(line.words.removeprefix(BULLET), line.url, is_one_of_many=is_one)
