"""Finding: every word must be there, with or without its marks; the likeliest comes first."""

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from portal.search.models import SearchDoc
from portal.search.words import asked, folded, written

LONGEST_QUESTION = 200
DERIVED = ["written_title", "written", "folded_title", "folded"]


def search(text: str, kind: str | None = None) -> QuerySet[SearchDoc]:
    """What is public and has every word: exact marks first, then titles, then the newest."""
    words = question_words(text)
    found = matching(text).filter(**{"kind": kind} if kind else {})
    if not words:
        return found
    return found.order_by(_rank(words), F("at").desc(nulls_last=True), "pk").defer(*DERIVED)


def counts(text: str) -> dict[str, int]:
    """How many of each kind `search` finds, in one question."""
    return dict(matching(text).values_list("kind").annotate(Count("pk")))


def matching(text: str) -> QuerySet[SearchDoc]:
    """The same things in no order."""
    words = question_words(text)
    if not words:
        return SearchDoc.objects.none()
    return SearchDoc.objects.filter(_all_in("folded", map(folded, words)), is_public=True)


def question_words(text: str) -> list[str]:
    return asked(text[:LONGEST_QUESTION])


def _rank(words: list[str]) -> Case:
    """Smaller is better. Marks that were typed are meant; words beside each other are a phrase."""
    phrase = " ".join(words)
    marked, bare = [written(word) for word in words], [folded(word) for word in words]
    exact = [
        Q(written_title__contains=written(phrase)),
        _all_in("written_title", marked),
        Q(written__contains=written(phrase)),
        _all_in("written", marked),
    ]
    loose = [
        Q(folded_title__contains=folded(phrase)),
        _all_in("folded_title", bare),
        Q(folded__contains=folded(phrase)),
    ]
    conditions = [*exact, *loose] if marked != bare else loose
    whens = [When(condition, then=Value(rank)) for rank, condition in enumerate(conditions)]
    return Case(*whens, default=Value(len(whens)))


def _all_in(column: str, words) -> Q:
    return Q(*(Q(**{f"{column}__contains": word}) for word in words))
