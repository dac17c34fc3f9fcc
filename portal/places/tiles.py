"""The squares of a web map at one scale: which one a point lies in, which ones a view shows.

At this scale a square is about 4.8 km wide here: some hundreds of them cover the province.
"""

import math

SCALE = 13
ACROSS = 2**SCALE
NORTHMOST = 85.0  # Where web maps end.


def tile_of(lat: float, lon: float) -> int:
    """The number of the square a point lies in."""
    x, y = place(lat, lon)
    return y * ACROSS + x


def tiles_in(south: float, west: float, north: float, east: float) -> list[int]:
    """The numbers of the squares that a view touches."""
    left, bottom = place(south, west)
    right, top = place(north, east)
    return [y * ACROSS + x for y in range(top, bottom + 1) for x in range(left, right + 1)]


def place(lat: float, lon: float) -> tuple[int, int]:
    """Column and row of the square, counted from the north-west, as map servers count."""
    angle = math.radians(max(-NORTHMOST, min(NORTHMOST, lat)))
    x = (lon + 180) / 360
    y = (1 - math.asinh(math.tan(angle)) / math.pi) / 2
    return min(int(x * ACROSS), ACROSS - 1), min(int(y * ACROSS), ACROSS - 1)
