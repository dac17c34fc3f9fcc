"""The large map's data: single reports in a small view, communes with their numbers in a large."""

from django.core.exceptions import BadRequest
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from portal.common.keyset import newest_first
from portal.places.tiles import place, tiles_in
from services.reports import places
from services.reports.forms import ReportFilterForm
from services.reports.models import Report

MOST_TILES = 24  # A larger view shows communes.
MOST_POINTS = 300


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
    """The newest reports of each square, in equal shares; whether there are more."""
    share = MOST_POINTS // len(tiles)
    found = newest_in(filters, tiles, share + 1)
    more = {tile for tile in tiles if sum(at == tile for at, _pk in found) > share}
    reports = Report.objects.filter(pk__in=[pk for _tile, pk in found]).with_pin()
    return {"points": [point(report) for report in newest_first(reports)], "more": bool(more)}


def newest_in(filters: ReportFilterForm, tiles: list[int], share: int) -> list[tuple[int, int]]:
    """Square and key of the newest reports of each square, read off an index, in one question."""
    chosen = Report.objects.listed().chosen(**filters.chosen | {"q": ""})
    each = [newest_first(chosen.filter(tile=tile)).values_list("tile", "pk") for tile in tiles]
    parts = [rows[:share].query.sql_with_params() for rows in each]
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
