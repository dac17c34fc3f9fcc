"""How far apart two points are, and what lies around one: exact enough for some kilometres."""

import math

METRES_A_DEGREE = 111_320.0  # From south to north, everywhere.

Box = tuple[float, float, float, float]


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """As the crow flies, over ground taken as flat."""
    return math.hypot(*metres_east_and_north(lat, lon, other_lat, other_lon))


def metres_east_and_north(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> tuple[float, float]:
    """How far the other point lies to the east and to the north; negative to the west or south."""
    east = (other_lon - lon) * METRES_A_DEGREE * math.cos(math.radians(lat))
    return east, (other_lat - lat) * METRES_A_DEGREE


def box_around(lat: float, lon: float, metres: float) -> Box:
    """South, west, north and east of a square that holds everything so near."""
    north = metres / METRES_A_DEGREE
    east = north / math.cos(math.radians(lat))
    return lat - north, lon - east, lat + north, lon + east
