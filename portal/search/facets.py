"""The facets of what was found, as rows of links: each value with how many it would show."""

from collections import Counter

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.search.find import Found, Question
from portal.search.models import SearchDoc

MOST_VALUES = 8


def facets(found: Found, question: Question, address: QueryDict) -> list[dict]:
    """By kind always; by topic and year where there is something to choose."""
    titles = {"kind": _("Kind"), "topic": _("Topic"), "year": _("Year")}
    return [
        {"title": title, "links": links(name, found, question, address)}
        for name, title in titles.items()
        if len(found.facets.get(name, ())) > 1 or getattr(question, name) or name == "kind"
    ]


def links(name: str, found: Found, question: Question, address: QueryDict) -> list[dict]:
    """“All”, then each value; a chosen one is there even when it shows nothing."""
    counter, chosen = found.facets.get(name, Counter()), getattr(question, name) or None
    values = in_order(name, counter)
    if chosen and chosen not in values:
        values.append(chosen)
    everything = sum(counter.values()) if name == "kind" else None  # Everything has a kind.
    return [
        link(name, None, _("All"), everything, chosen, found, address),
        *(
            link(name, value, label(name, value), counter[value], chosen, found, address)
            for value in values
        ),
    ]


def in_order(name: str, counter: Counter) -> list:
    """Kinds as they are listed, years from the latest, topics from the fullest."""
    if name == "kind":
        return [kind.value for kind in SearchDoc.Kind if counter[kind.value]]
    if name == "year":
        return sorted(counter, reverse=True)[:MOST_VALUES]
    return [value for value, _many in counter.most_common(MOST_VALUES)]


def link(name, value, words, count, chosen, found: Found, address: QueryDict) -> dict:
    query = address.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return {
        "url": f"?{query.urlencode()}",
        "label": words,
        "count": None if found.is_cut else count,
        "is_chosen": value == chosen,
    }


def label(name: str, value) -> str:
    return str(SearchDoc.Kind(value).label) if name == "kind" else str(value)
