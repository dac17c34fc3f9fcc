"""The communes as dots on the small drawn map: a square of 600, whose land the designer drew."""

import math

from portal.places.models import Commune

WEST, NORTH = 105.52, 9.98
PER_DEGREE_EAST, PER_DEGREE_SOUTH = 750, 760
SMALLEST, LARGEST = 5, 26
RADIUS_PER_KM = 1.8  # So that a dot covers about a quarter of its commune.
TYPICAL_AREA = 75


def sketch() -> list[dict]:
    """Each commune of ours with its place and size on the map, in one question."""
    return [
        {"code": one.code, "name": one.name, "x": x, "y": y, "r": radius(one.area_km2)}
        for one in Commune.objects.current().local()
        for x, y in [project(one.lat, one.lon)]
    ]


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a point of the earth stands on the map: x to the right, y downwards."""
    return (
        round((lon - WEST) * PER_DEGREE_EAST, 1),
        round((NORTH - lat) * PER_DEGREE_SOUTH, 1),
    )


def radius(area_km2: float | None) -> float:
    """By the square root, so that the dots' areas compare as the communes' do."""
    size = RADIUS_PER_KM * math.sqrt(area_km2 or TYPICAL_AREA)
    return round(min(max(size, SMALLEST), LARGEST), 1)
