"""The large map's data: single reports in a small view, communes with their numbers in a large."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import QuerySet
from django.http import JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from portal.common.keyset import newest_first
from portal.places.tiles import place, tiles_in
from services.reports import places
from services.reports.forms import ReportFilterForm
from services.reports.models import Report

MOST_TILES = 24  # A larger view shows communes.
MOST_POINTS = 240
LOOKED_THROUGH = 200  # In each square, for what was chosen.


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def data(request):
    """What lies within `?khung=south,west,north,east`; words narrow the list only."""
    view = read_view(request.GET.get("khung", ""))
    filters = ReportFilterForm(request.GET)
    if how_many_tiles(*view) > MOST_TILES:
        return JsonResponse({"communes": communes(filters)})
    return JsonResponse(points(filters, tiles_in(*view)))


def read_view(text: str) -> tuple[float, float, float, float]:
    """The four edges of a view; BadRequest where they are not that."""
    try:
        south, west, north, east = map(float, text.split(","))
    except ValueError as error:
        raise BadRequest from error
    if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
        raise BadRequest
    return south, west, north, east


def how_many_tiles(south: float, west: float, north: float, east: float) -> int:
    """Counted before they are listed: a view of the whole earth has millions."""
    (left, bottom), (right, top) = place(south, west), place(north, east)
    return (right - left + 1) * (bottom - top + 1)


def communes(filters: ReportFilterForm) -> list[dict]:
    """The communes with anything to show, each with its number and the way to its list."""
    where = {code: {"lat": one.lat, "lon": one.lon} for code, one in filters.communes.items()}
    named = ("name", "count", "short", "r", "url")
    return [
        {name: dot[name] for name in named} | where[dot["code"]]
        for dot in places.dots(filters)
        if dot["count"]
    ]


def points(filters: ReportFilterForm, tiles: list[int]) -> dict:
    """The newest reports of each square, in equal shares; whether there may be more."""
    share = MOST_POINTS // len(tiles)
    squares = [square(filters, tile) for tile in tiles]
    found = run_all(narrowed(rows, filters)[: share + 1] for rows in squares)
    is_crowded = max(Counter(tile for tile, _pk in found).values(), default=0) > share
    more = is_crowded or (is_narrowed(filters) and stopped(squares))
    reports = Report.objects.filter(pk__in=[pk for _tile, pk in found]).with_pin()
    return {"points": [point(report) for report in newest_first(reports)], "more": more}


def square(filters: ReportFilterForm, tile: int) -> QuerySet:
    """What is listed in a square, the newest first, as an index has it."""
    rows = Report.objects.listed().chosen(within=filters.chosen["within"]).filter(tile=tile)
    return newest_first(rows).values_list("tile", "pk")


def narrowed(rows: QuerySet, filters: ReportFilterForm) -> QuerySet:
    """Of a square's newest, what was chosen: a rare kind is not looked for through all of it."""
    if not is_narrowed(filters):
        return rows
    chosen = Report.objects.chosen(**filters.chosen | {"q": "", "within": None})
    looked_at = rows[:LOOKED_THROUGH].values("pk")
    return newest_first(chosen.filter(pk__in=looked_at)).values_list("tile", "pk")


def is_narrowed(filters: ReportFilterForm) -> bool:
    """Whether more was chosen than a time, by which the index is ordered."""
    return bool(filters.narrowing.keys() & {"topic", "commune", "state"})


def stopped(squares: list[QuerySet]) -> bool:
    """Whether any square has more than was looked through."""
    return bool(run_all(rows[LOOKED_THROUGH : LOOKED_THROUGH + 1] for rows in squares))


def run_all(queries: Iterable[QuerySet]) -> list[tuple[int, int]]:
    """Square and key of the rows of many short questions, asked as one."""
    parts = [rows.query.sql_with_params() for rows in queries]
    # Django cannot say this to SQLite: a limit for each part of a union. The parts are its own.
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS square" for part, _facts in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [fact for _part, facts in parts for fact in facts])
        return cursor.fetchall()


def point(report: Report) -> dict:
    return {
        "lat": report.lat,
        "lon": report.lon,
        "title": report.category.name,
        "place": report.commune.name,
        "state": report.get_state_display(),
        "tone": report.tone,
        "photo": report.first_photo_url,
        "url": report.get_absolute_url(),
    }
