"""The index of words that each kind of database keeps, and how it is asked.

PostgreSQL keeps two columns of its own beside the folded words, with an index each; SQLite a
full-text table which triggers keep true. Neither is a model's: both follow the table by
themselves, whatever writes to it. `build` makes them after every migration and may be repeated.
"""

from django.db import connections
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

TABLE = "search_searchdoc"

POSTGRESQL = """
    ALTER TABLE search_searchdoc
        ADD COLUMN IF NOT EXISTS folded_title_words tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', folded_title)) STORED,
        ADD COLUMN IF NOT EXISTS folded_words tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED;
    CREATE INDEX IF NOT EXISTS search_folded_title_words
        ON search_searchdoc USING gin (folded_title_words);
    CREATE INDEX IF NOT EXISTS search_folded_words ON search_searchdoc USING gin (folded_words)
"""

ADD = """INSERT INTO search_words (rowid, folded_title, folded)
    VALUES (new.id, new.folded_title, new.folded);"""
TAKE_AWAY = """INSERT INTO search_words (search_words, rowid, folded_title, folded)
    VALUES ('delete', old.id, old.folded_title, old.folded);"""
TRIGGERS = {"INSERT": ADD, "DELETE": TAKE_AWAY, "UPDATE": TAKE_AWAY + ADD}
SQLITE = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        folded_title, folded, content='search_searchdoc', content_rowid='id', tokenize='unicode61'
    )""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_vocabulary USING fts5vocab(search_words, col)""",
]

HITS_POSTGRESQL = """SELECT id FROM search_searchdoc
    WHERE {column}_words @@ to_tsquery('simple', %s)"""
HITS_SQLITE = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
# Few hits are read and sorted; of many, the newest are walked until enough of them are found. Each
# kind of database guesses wrong here, and takes ten times as long: it is told which way to go, as
# far as it listens (nothing is drawn out of what ends in OFFSET 0, or finds an index for `id + 0`).
FEW_HITS = {"postgresql": 10_000, "sqlite": 4_000}
READ_AND_SORT = {"postgresql": "id IN ({hits} OFFSET 0)", "sqlite": "id IN ({hits})"}
WALK_THE_NEWEST = {"postgresql": "id IN ({hits})", "sqlite": "id + 0 IN ({hits})"}
COUNT_SQLITE = "SELECT count(*) FROM ({hits} LIMIT {few})"
RECKON_POSTGRESQL = "EXPLAIN (FORMAT JSON) {hits}"  # Counting, it would read the long rows.
VOCABULARY_POSTGRESQL = (
    "SELECT word, ndoc FROM ts_stat('SELECT folded_title_words FROM search_searchdoc')"
)
VOCABULARY_SQLITE = "SELECT term, doc FROM search_vocabulary WHERE col = 'folded_title'"


def build(using: str = "default") -> None:
    """Make the index where it is missing, with every word already in the table."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
        elif not has_triggers(cursor):
            build_on_sqlite(cursor)


def has_triggers(cursor) -> bool:
    """A migration that makes the table anew takes its triggers away."""
    cursor.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
    )
    return cursor.fetchone()[0] == len(TRIGGERS)


def build_on_sqlite(cursor) -> None:
    for statement in SQLITE:
        cursor.execute(statement)
    for moment, work in TRIGGERS.items():
        name = f"search_words_after_{moment.lower()}"
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"CREATE TRIGGER {name} AFTER {moment} ON {TABLE} BEGIN {work} END")
    cursor.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")


def having(words: list[str], *, column: str = "folded", begun: bool = False) -> Q:
    """Rows with all of these folded words; the last one may be only `begun`."""
    vendor = connections["default"].vendor
    ask = _on_postgresql if vendor == "postgresql" else _on_sqlite
    hits, question = ask(words, column, begun)
    way = READ_AND_SORT if _has_few(hits, question, FEW_HITS[vendor]) else WALK_THE_NEWEST
    sql = f"{TABLE}.{way[vendor].format(hits=hits)}"
    return Q(RawSQL(sql, [question], output_field=BooleanField()))  # noqa: S611 - an argument.


def _on_postgresql(words: list[str], column: str, begun: bool) -> tuple[str, str]:
    question = " & ".join(f"'{word}'" for word in words) + (":*" if begun else "")
    return HITS_POSTGRESQL.format(column=column), question


def _on_sqlite(words: list[str], column: str, begun: bool) -> tuple[str, str]:
    asked = " ".join(f'"{word}"' for word in words) + ("*" if begun else "")
    return HITS_SQLITE, f"{column} : ({asked})"


def _has_few(hits: str, question: str, few: int) -> bool:
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(RECKON_POSTGRESQL.format(hits=hits), [question])
            return cursor.fetchone()[0][0]["Plan"]["Plan Rows"] < few
        cursor.execute(COUNT_SQLITE.format(hits=hits, few=few), [question])
        return cursor.fetchone()[0] < few


def vocabulary() -> dict[str, int]:
    """Every word that stands in a title, with in how many it does."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(VOCABULARY_POSTGRESQL)
        else:
            cursor.execute(VOCABULARY_SQLITE)
        return dict(cursor.fetchall())
