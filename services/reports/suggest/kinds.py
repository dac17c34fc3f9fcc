"""Suggestions: the few kinds of report that words are most likely about."""

from services.reports.models import Category
from services.reports.suggest.learning import evidence
from services.reports.suggest.signs import signs_of

LONGEST = 4000  # Characters read; a report is no longer.
LEAST = 3.0  # When the first is weaker than this, the words are greetings or names of places.
NEAR = 0.4  # Of the first one's strength; what is further behind is not worth a line.


def suggest(text: str, *, most: int = 3) -> list[str]:
    """Codes of kinds, likeliest first: one when the words are clear, none when they say nothing."""
    return near(ranked(text), most)


def suggest_categories(text: str, most: int = 3) -> list[Category]:
    """The same as rows, among the kinds that are offered; one query, or none."""
    strengths = ranked(text)
    if not strengths:
        return []
    rows = Category.objects.active().select_related("group").filter(code__in=strengths)
    offered = {row.code: row for row in rows}
    left = {code: strength for code, strength in strengths.items() if code in offered}
    return [offered[code] for code in near(left, most)]


def ranked(text: str) -> dict[str, float]:
    """Every kind that the words speak for, and how strongly, strongest first; or none."""
    strengths = evidence().weigh(signs_of(text[:LONGEST]))
    if max(strengths.values()) < LEAST:
        return {}
    speaking = [(code, strength) for code, strength in strengths.items() if strength > 0]
    return dict(sorted(speaking, key=lambda pair: (-round(pair[1], 6), pair[0])))


def near(strengths: dict[str, float], most: int) -> list[str]:
    """The first few that are not far behind the first."""
    bar = NEAR * max(strengths.values(), default=0)
    return [code for code, strength in strengths.items() if strength >= bar][:most]
