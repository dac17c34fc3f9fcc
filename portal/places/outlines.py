"""Outlines of communes: read from GeoJSON, checked, made lighter, asked whether a point is inside.

A point is (longitude, latitude), as GeoJSON has it; a ring is a closed list of points; a polygon
is its outer ring and its holes.
"""

import math
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Point = tuple[float, float]
Ring = list[Point]

TOLERANCE = 0.0003  # Degrees, some 30 m: less than a line's width on any map the portal draws.
DECIMALS = 5
LEAST_POINTS = 4  # A triangle that comes back to where it began.
MOST_POINTS = 200_000


def light_geometry(geometry: object) -> dict:
    """The same polygons with far fewer points; ValidationError when they are not polygons."""
    try:
        polygons = [[_ring(ring) for ring in polygon] for polygon in _polygons(geometry)]
    except (KeyError, TypeError, ValueError) as error:
        raise ValidationError(_("This is not an outline made of polygons.")) from error
    if not all(polygons) or not polygons:
        raise ValidationError(_("This outline is empty."))
    return {
        "type": "MultiPolygon",
        "coordinates": [[_simplified(ring) for ring in polygon] for polygon in polygons],
    }


def contains(geometry: dict, lat: float, lon: float) -> bool:
    """Whether a point lies inside, holes left out."""
    return any(
        _inside(outer, lat, lon) and not any(_inside(hole, lat, lon) for hole in holes)
        for outer, *holes in _polygons(geometry)
    )


def _polygons(geometry: dict) -> list:
    coordinates = geometry["coordinates"]
    return {"Polygon": [coordinates], "MultiPolygon": coordinates}[geometry["type"]]


def _ring(points: list) -> Ring:
    """A ring whose every point is a place on earth and whose end is its beginning."""
    ring = [(float(lon), float(lat)) for lon, lat, *_height in points]
    if not LEAST_POINTS <= len(ring) <= MOST_POINTS or ring[0] != ring[-1]:
        raise ValidationError(_("A line of this outline does not come back to where it began."))
    if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring):
        raise ValidationError(_("A latitude or longitude lies outside the world."))
    return ring


def _simplified(ring: Ring) -> list[list[float]]:
    """Douglas and Peucker's way, without recursion: keep only points that bend the line."""
    far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
    keep = {0, far, len(ring) - 1}
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        bend = max(between, key=lambda n: _offset(ring, n, first, last), default=None)
        if bend is not None and _offset(ring, bend, first, last) > TOLERANCE:
            keep.add(bend)
            spans += [(first, bend), (bend, last)]
    if len(keep) < LEAST_POINTS:  # Too small to make lighter.
        keep = set(range(len(ring)))
    kept = (ring[n] for n in sorted(keep))
    return [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in kept]


def _offset(ring: Ring, n: int, first: int, last: int) -> float:
    """How far a point stands from the straight line between two others."""
    (x, y), (ax, ay), (bx, by) = ring[n], ring[first], ring[last]
    length = math.hypot(bx - ax, by - ay)
    if not length:
        return math.hypot(x - ax, y - ay)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a line going east from the point crosses the ring an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
            inside = not inside
    return inside
