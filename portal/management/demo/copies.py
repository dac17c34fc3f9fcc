"""Reports by the million: copies of the first ones, written by the database itself.

Each copy has its own code, its own moment and its own place in the same commune; its events moved
with it. Python says only that; the rest of a row never leaves the database.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

from portal.common.references import loaded_dice, new_reference
from portal.common.vietnamese import fold
from portal.places.tiles import tile_of
from services.reports.models import Report, ReportEvent

BATCH = 50_000
MANY = 20_000  # From here on an index is built faster afresh than row by row.
PATTERNS = 60
TWO_YEARS, THREE_DAYS = 730 * 86_400, 3 * 86_400  # How far back closed and open ones reach.
SHARE_OPEN = 0.02  # Little of all there ever was is still open.
WORDS_INDEX = "reports_report_folded_trgm"
MOMENTS = {"created_at", "updated_at", "due_at", "closed_at", "paused_at", "at"}
MOMENTS |= {"first_published_at", "last_published_at", "latest_revision_created_at"}
MOMENTS |= {"published_on"}

MADE_FOR_IT = """CREATE TEMPORARY TABLE demo_copies (
    pattern bigint, shift integer, reference varchar(16), folded varchar(16),
    lat double precision, lon double precision, tile integer)"""


def copy_reports(how_many: int, *, share_open: float = SHARE_OPEN) -> None:
    """So many more reports, each with its events; a share of them is still open."""
    dice = random.Random(Report.objects.count())  # noqa: S311 - demonstration data.
    with without_words_index(how_many), loaded_dice(dice):
        while how_many > 0:
            how_many -= copy_batch(min(BATCH, how_many), dice, share_open)


@transaction.atomic
def copy_batch(how_many: int, dice: random.Random, share_open: float) -> int:
    """One batch of copies; how many there were, for a code may be taken already."""
    alone = Report.objects.filter(parent=None, parts=None)  # A part belongs to one whole.
    patterns = list(alone.order_by("pk").select_related("commune")[:PATTERNS])
    with connection.cursor() as cursor:
        cursor.execute(MADE_FOR_IT)
        cursor.executemany(
            "INSERT INTO demo_copies VALUES (%s, %s, %s, %s, %s, %s, %s)",
            list(choices(how_many, patterns, dice, share_open)),
        )
        cursor.execute("ANALYZE demo_copies")
        cursor.execute(
            "DELETE FROM demo_copies WHERE reference IN (SELECT reference FROM reports_report)"
        )
        cursor.execute(insert(Report, OWN, "JOIN demo_copies AS copy ON copy.pattern = old.id"))
        made = cursor.rowcount
        cursor.execute(insert(ReportEvent, {"report_id": "made.id"}, TO_EVENTS))
        cursor.execute("DROP TABLE demo_copies")
    return made


def choices(
    how_many: int, patterns: list[Report], dice: random.Random, share_open: float
) -> Iterator[tuple]:
    """For each copy: of which report, how much earlier, by what code, and where."""
    closed = [pattern for pattern in patterns if pattern.closed_at]
    still_open = [pattern for pattern in patterns if not pattern.closed_at]
    for reference in {new_reference("PA") for _ in range(how_many)}:
        is_open = dice.random() < share_open
        pattern = dice.choice(still_open if is_open else closed)
        shift = int((THREE_DAYS if is_open else TWO_YEARS) * dice.random())
        yield pattern.pk, shift, reference, fold(reference), *place_near(pattern, dice)


def place_near(pattern: Report, dice: random.Random) -> tuple:
    """A place in the same commune, and its square of the map; nowhere where there was no pin."""
    if pattern.lat is None:
        return None, None, None
    west, south, east, north = pattern.commune.bbox
    lat, lon = dice.uniform(south, north), dice.uniform(west, east)
    return lat, lon, tile_of(lat, lon)


# What a copy has of its own; its words keep everything after the code they begin with.
OWN = {
    "reference": "copy.reference",
    "submission_key": "NULL",
    "folded": "copy.folded || substr(old.folded, length(copy.folded) + 1)",
    "lat": "copy.lat",
    "lon": "copy.lon",
    "tile": "copy.tile",
}
TO_EVENTS = """JOIN demo_copies AS copy ON copy.pattern = old.report_id
    JOIN reports_report AS made ON made.reference = copy.reference"""


def insert(model: type[models.Model], own: dict[str, str], joined: str) -> str:
    """A statement that copies rows: what is its own, moments moved, all else as it was."""
    table = model._meta.db_table
    fields = model._meta.local_concrete_fields
    columns = [one.column for one in fields if not one.primary_key or one.column in own]
    moved = {name: earlier(f"old.{name}") for name in columns if name in MOMENTS}
    values = [own.get(name) or moved.get(name) or f"old.{name}" for name in columns]
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - names of our own columns.
        f"SELECT {', '.join(values)} FROM {table} AS old {joined}"
    )


def earlier(column: str) -> str:
    """A moment moved by whole seconds, its fraction kept as Django wrote it."""
    if connection.vendor == "postgresql":
        return f"{column} - copy.shift * interval '1 second'"
    moved = f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', {column}, '-' || copy.shift || ' seconds')"
    return f"{moved} || substr({column}, 20)".replace("%%", "%")


@contextmanager
def without_words_index(how_many: int) -> Iterator[None]:
    """On PostgreSQL the index of words is built once for many rows, not once for each."""
    definition = words_index() if how_many >= MANY else None
    if definition is None:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {WORDS_INDEX}")
        yield
        cursor.execute(definition)
        cursor.execute("ANALYZE")


def words_index() -> str | None:
    """The statement that builds it, where it is."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [WORDS_INDEX])
        found = cursor.fetchone()
    return found[0] if found else None
