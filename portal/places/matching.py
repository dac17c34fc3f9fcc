"""How well a commune's name, of today or of before, answers what was typed."""

from dataclasses import dataclass

from portal.common.vietnamese import sort_key
from portal.places.models import Commune
from portal.places.typed import Words, words_of

# Smaller is better.
SAME, SAME_WITH_DISTRICT, BEGINS, WITHIN, ONLY_DISTRICT = range(5)


@dataclass(frozen=True)
class Match:
    """A commune of today, and the old name it was found by ("" when by its own)."""

    commune: Commune
    because: str = ""


@dataclass(frozen=True)
class Answer:
    """A match, and how well it answers."""

    match: Match
    closeness: int = SAME
    wrong_kind: bool = False
    wrong_marks: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether what was typed is this name, and not only something like it."""
        return self.closeness <= SAME_WITH_DISTRICT and not self.wrong_kind

    @property
    def rank(self) -> tuple:
        commune, is_old = self.match.commune, bool(self.match.because)
        return (
            self.wrong_marks,
            self.closeness,
            self.wrong_kind,
            not commune.is_local,
            is_old,
            commune.sort_key,
            commune.code,
        )


def answer(typed: Words, match: Match, name: str, district: str = "") -> Answer | None:
    """How this name, in its old district, answers; None when some typed word is not in it."""
    words, around = words_of(name), words_of(district)
    closeness = _closeness(typed.plain, words.plain, words.kind, around.all_plain)
    if closeness is None:
        return None
    written = words.all_written
    if closeness in {SAME_WITH_DISTRICT, ONLY_DISTRICT}:
        written += around.all_written
    return Answer(
        match,
        closeness,
        wrong_kind=bool(typed.kind) and typed.kind != words.kind,
        wrong_marks=not all(_is_written(word, written) for word in typed.written),
    )


def _closeness(typed: tuple, name: tuple, kind: tuple, district: tuple) -> int | None:
    if typed == name:
        return SAME
    if _is_with_district(typed, name, {*kind, *district}):
        return SAME_WITH_DISTRICT
    if " ".join(name).startswith(" ".join(typed)):
        return BEGINS
    if _all_begin(typed, (*kind, *name)):
        return WITHIN
    return ONLY_DISTRICT if _all_begin(typed, (*kind, *name, *district)) else None


def _is_with_district(typed: tuple, name: tuple, around: set) -> bool:
    """Whether the name stands whole at either end, and the other words are of its district."""
    size = len(name)
    return (typed[:size] == name and around.issuperset(typed[size:])) or (
        typed[-size:] == name and around.issuperset(typed[:-size])
    )


def _all_begin(typed: tuple, words: tuple) -> bool:
    return all(any(word.startswith(piece) for word in words) for piece in typed)


def _is_written(typed: str, words: tuple[str, ...]) -> bool:
    """Whether a word has, or begins with, these very marks, wherever its tone is put."""
    key = sort_key(typed)
    return any(word.startswith(typed) or sort_key(word) == key for word in words)
