"""What may be meant while it is still being typed: titles whose words begin so."""

from portal.common.languages import in_frame
from portal.search.find import NEWEST
from portal.search.models import SearchDoc
from portal.search.word_index import having
from portal.search.words import bare

SHORTEST = 2  # Letters.
EACH = {SearchDoc.Kind.PROCEDURE: 4, SearchDoc.Kind.PAGE: 3, SearchDoc.Kind.DOCUMENT: 2}


def suggestions(text: str) -> list[dict[str, str]]:
    """Titles and addresses, a few of each kind; reports are found, not suggested."""
    words = bare(text)
    if len("".join(words)) < SHORTEST:
        return []
    having_begun = having(words, column="folded_title", begun=True)
    begun = SearchDoc.objects.read_now().filter(having_begun)
    return [
        {"title": title, "url": in_frame(url), "kind": str(kind.label)}
        for kind, many in EACH.items()
        for title, url in begun.filter(kind=kind)
        .order_by(*NEWEST)
        .values_list("title", "url")[:many]
    ]
