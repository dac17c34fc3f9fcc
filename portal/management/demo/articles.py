"""Articles by the thousand: copies of the first ones, written by the database itself.

A page belongs in a tree: each copy's path is computed as the tree itself would have, and the rows
that let the portal's search and the editor's own find it are copied with it.
"""

import uuid
from collections.abc import Iterator
from itertools import cycle, islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cms.models import ArticlePage, NewsIndexPage
from portal.management.demo.copies import insert
from portal.search.models import SearchDoc

BATCH = 20_000
PATTERNS = 12
AN_HOUR = 3_600  # Between one copy and the next, in seconds: ten years for a hundred thousand.

MADE_FOR_IT = """CREATE TEMPORARY TABLE demo_articles (
    pattern bigint, number integer, shift integer, path varchar(255), tree_key varchar(32))"""
COPY = "JOIN demo_articles AS copy ON copy.pattern = old.{pattern}"
MADE = "JOIN wagtailcore_page AS made ON made.path = copy.path"


def write_articles(how_many: int) -> None:
    while how_many > 0:
        write_batch(min(BATCH, how_many))
        how_many -= BATCH


@transaction.atomic
def write_batch(how_many: int) -> None:
    index = NewsIndexPage.objects.in_first_language().select_for_update(of=("self",)).get()
    rows = list(choices(how_many, index))
    with connection.cursor() as cursor:
        cursor.execute(MADE_FOR_IT)
        cursor.executemany("INSERT INTO demo_articles VALUES (%s, %s, %s, %s, %s)", rows)
        for statement in statements():
            cursor.execute(statement)
        cursor.execute("DROP TABLE demo_articles")
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + how_many)


def choices(how_many: int, index: NewsIndexPage) -> Iterator[tuple]:
    """For each copy: of which article, the how manyth below the news, how old, and where."""
    patterns = ArticlePage.objects.live().child_of(index).order_by("pk")
    keys = patterns.values_list("pk", flat=True)[:PATTERNS]
    last = index.get_last_child().path[-Page.steplen :]
    first = Page._str2int(last) + 1
    for number, pattern in enumerate(islice(cycle(keys), how_many), start=first):
        path = Page._get_path(index.path, index.depth + 1, number)
        yield pattern, number, number * AN_HOUR, path, uuid.uuid4().hex


def statements() -> Iterator[str]:
    """The page, what an article adds to it, where it is told, and by what it is found."""
    yield insert(Page, PAGE | {"translation_key": tree_key()}, COPY.format(pattern="id"))
    yield insert(
        ArticlePage, {"page_ptr_id": "made.id"}, f"{COPY.format(pattern='page_ptr_id')} {MADE}"
    )
    yield insert(
        ArticlePage.communes.through,
        {"articlepage_id": "made.id"},
        f"{COPY.format(pattern='articlepage_id')} {MADE}",
    )
    yield insert(
        SearchDoc,
        FOUND | {"year": year()},
        f"{found_by('key')} {MADE} WHERE old.kind = '{SearchDoc.Kind.PAGE}'",
    )
    kinds = ContentType.objects.get_for_models(ArticlePage, Page).values()
    of_pages = ", ".join(str(kind.pk) for kind in kinds)
    yield insert(
        IndexEntry,
        {"object_id": "CAST(made.id AS varchar(50))"},
        f"{found_by('object_id')} {MADE} WHERE old.content_type_id IN ({of_pages})",
    )


def found_by(column: str) -> str:
    return f"JOIN demo_articles AS copy ON old.{column} = CAST(copy.pattern AS varchar(50))"


def tree_key() -> str:
    return "CAST(copy.tree_key AS uuid)" if connection.vendor == "postgresql" else "copy.tree_key"


def year() -> str:
    """Of the moment by which a copy is sorted, as far as it matters to a demonstration."""
    moved = FOUND["seconds"]
    if connection.vendor == "postgresql":
        return f"CAST(extract(year FROM to_timestamp({moved})) AS integer)"
    return f"CAST(strftime('%Y', {moved}, 'unixepoch') AS integer)"


# What a copy has of its own; it was never edited.
PAGE = {
    "path": "copy.path",
    "slug": "old.slug || '-' || copy.number",
    "url_path": "rtrim(old.url_path, '/') || '-' || copy.number || '/'",
    "latest_revision_id": "NULL",
    "live_revision_id": "NULL",
    "alias_of_id": "NULL",
}
FOUND = {
    "key": "CAST(made.id AS varchar(50))",
    "url": "rtrim(old.url, '/') || '-' || copy.number || '/'",
    "seconds": "old.seconds - copy.shift",
}
