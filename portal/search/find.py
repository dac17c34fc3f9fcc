"""Finding: every word must be there, with or without its marks; the likeliest comes first.

However many things there are, only the newest of those that have the words are weighed against
each other, those with the words in their titles before all others.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Case, Q, QuerySet, Value, When

from portal.search.models import SearchDoc
from portal.search.word_index import having
from portal.search.words import asked, bare, folded, written

LONGEST_QUESTION = 200
MOST = 500  # So many are weighed; nobody reads further, everybody asks again.
DERIVED = ["written_title", "written", "folded_title", "folded"]
FACETS = ("kind", "topic", "year")
NEWEST = ("-seconds", "pk")

Place = tuple[int, str, str, int | None]  # A thing's key, and its facets.


@dataclass(frozen=True)
class Question:
    """What somebody asked, and what she narrowed it to."""

    text: str
    kind: str = ""
    topic: str = ""
    year: int | None = None

    @property
    def words(self) -> list[str]:
        return asked(self.text[:LONGEST_QUESTION])

    @property
    def narrowed(self) -> dict:
        """The facets that were chosen."""
        return {name: getattr(self, name) for name in FACETS if getattr(self, name)}


@dataclass(frozen=True)
class Found:
    """What a question found: which things, how many, and how they spread over the facets."""

    keys: list[int] = field(default_factory=list)
    facets: dict[str, Counter] = field(default_factory=dict)
    is_cut: bool = False  # There are more than were weighed, and nobody counted them.

    @property
    def total(self) -> int:
        return len(self.keys)


def find(question: Question) -> Found:
    """Which things answer a question, in at most three questions to the database, which is asked
    beforehand, at most twice, whether many have the words.
    """
    words = bare(question.text[:LONGEST_QUESTION])
    if not words:
        return Found()
    with_words = having(words)
    everything = newest(with_words)
    if len(everything) <= MOST:
        keys = [place[0] for place in everything if fits(place, question)]
        return Found(keys, spread(everything, question))
    in_title = having(words, column="folded_title")
    return find_among_many(in_title, with_words, question, everything)


def find_among_many(
    in_title: Q, with_words: Q, question: Question, everything: list[Place]
) -> Found:
    """The same where there are too many to weigh them all: those with the words in the title."""
    narrowed = Q(**question.narrowed)
    titles = newest(in_title & narrowed)[:MOST]
    others = newest(with_words & narrowed) if question.narrowed else everything
    keys = dict.fromkeys(place[0] for place in [*titles, *others[:MOST]])
    return Found(list(keys), spread(everything, question), is_cut=len(others) > MOST)


def newest(condition: Q) -> list[Place]:
    """The newest that meet a condition, and one more than are weighed where there are more."""
    found = SearchDoc.objects.read_now().filter(condition).order_by(*NEWEST)
    return list(found.values_list("pk", *FACETS)[: MOST + 1])


def fits(place: Place, question: Question, *, but: str = "") -> bool:
    """Whether a thing is within what was chosen, one facet left aside."""
    wanted = question.narrowed
    facts = dict(zip(FACETS, place[1:], strict=True))
    return all(facts[name] == value for name, value in wanted.items() if name != but)


def spread(places: list[Place], question: Question) -> dict[str, Counter]:
    """For each facet, how many there would be of each value if it were chosen instead."""
    return {
        name: Counter(
            place[number] for place in places if place[number] and fits(place, question, but=name)
        )
        for number, name in enumerate(FACETS, start=1)
    }


def ranked(keys: list[int], question: Question) -> QuerySet[SearchDoc]:
    """These things: exact marks first, then titles, then the newest."""
    docs = SearchDoc.objects.filter(pk__in=keys).defer(*DERIVED)
    return docs.order_by(_rank(question.words), *NEWEST)


def search(text: str, kind: str = "") -> QuerySet[SearchDoc]:
    """What is public and has every word, the likeliest first."""
    question = Question(text, kind=kind)
    return ranked(find(question).keys, question) if question.words else SearchDoc.objects.none()


def _rank(words: list[str]) -> Case:
    """Smaller is better. Marks that were typed are meant; words beside each other are a phrase."""
    phrase = " ".join(words)
    marked, plain = [written(word) for word in words], [folded(word) for word in words]
    exact = [
        Q(written_title__contains=written(phrase)),
        _all_in("written_title", marked),
        Q(written__contains=written(phrase)),
        _all_in("written", marked),
    ]
    loose = [
        Q(folded_title__contains=folded(phrase)),
        _all_in("folded_title", plain),
        Q(folded__contains=folded(phrase)),
    ]
    conditions = [*exact, *loose] if marked != plain else loose
    whens = [When(condition, then=Value(rank)) for rank, condition in enumerate(conditions)]
    return Case(*whens, default=Value(len(whens)))


def _all_in(column: str, words) -> Q:
    return Q(*(Q(**{f"{column}__contains": word}) for word in words))
