"""Tables of old articles, as far as ours hold them."""

from bs4 import Tag
from django.utils.translation import gettext as _

from cms.blocks.figures import LONGEST, WIDEST

LONGEST_CELL, LONGEST_HEADING, LONGEST_CAPTION = 300, 100, 200


def table_in(tag: Tag, caption: str) -> dict | None:
    """Columns and rows as the table block stores them; none of what is no table of words."""
    said = tag.find("caption")
    caption = words_of(said.extract()) if said else caption
    rows = [cells_of(row) for row in tag.find_all("tr")]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if not (2 <= width <= WIDEST and 2 <= len(rows) <= LONGEST and fits(rows)):
        return None
    first, *others = [row + [""] * (width - len(row)) for row in rows]
    headings = [
        cell[:LONGEST_HEADING] or _("Column %(number)d") % {"number": number}
        for number, cell in enumerate(first, start=1)
    ]
    return {
        "columns": [{"type": "words", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in others],
        "caption": caption[:LONGEST_CAPTION],
    }


def fits(rows: list[list[str]]) -> bool:
    return all(len(cell) <= LONGEST_CELL for row in rows for cell in row)


def cells_of(row: Tag) -> list[str]:
    """The words of each cell; one that spans several columns stands in its first."""
    cells: list[str] = []
    for cell in row.find_all(["td", "th"]):
        span = cell.get("colspan") or "1"
        further = int(span) - 1 if span.isdecimal() and len(span) < 3 else 0
        cells += [words_of(cell), *[""] * further]
    return cells


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())
