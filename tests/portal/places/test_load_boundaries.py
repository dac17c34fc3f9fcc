"""`load_boundaries` keeps outlines that are outlines, lighter than they came."""

import json
import math
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.places.models import Boundary
from portal.places.outlines import contains, light_geometry

SQUARE = [[105.9, 9.6], [106.0, 9.6], [106.0, 9.7], [105.9, 9.7], [105.9, 9.6]]
HOLE = [[105.94, 9.64], [105.96, 9.64], [105.96, 9.66], [105.94, 9.66], [105.94, 9.64]]


def polygon(*rings) -> dict:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(code: str, geometry) -> dict:
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


@pytest.fixture
def load(tmp_path):
    """Load these features; what the command said."""

    def run(*features) -> str:
        path, said = tmp_path / "outlines.geojson", StringIO()
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        call_command("load_boundaries", path, stdout=said)
        return said.getvalue()

    return run


def test_outlines_are_kept_by_commune(load, soc_trang, phu_loi):
    assert "2" in load(feature("31507", polygon(SQUARE)), feature("31510", polygon(SQUARE, HOLE)))
    assert soc_trang.boundary.geometry == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    assert phu_loi.boundary.geometry["coordinates"] == [[SQUARE, HOLE]]


def test_loading_again_replaces(load, soc_trang):
    load(feature("31507", polygon(SQUARE)))
    load(feature("31507", polygon(HOLE)))
    assert Boundary.objects.get().geometry["coordinates"] == [[HOLE]]


@pytest.mark.parametrize(
    ("geometry", "complaint"),
    [
        (None, "không phải đường ranh giới"),
        ({"type": "Point", "coordinates": [105, 9]}, "không phải đường ranh giới"),
        (polygon([["a", "b"]] * 4), "không phải đường ranh giới"),
        (polygon([105.9, 9.6]), "không phải đường ranh giới"),
        (polygon(SQUARE[:-1]), "không khép kín"),
        (polygon(SQUARE[:2] + SQUARE[:1]), "không khép kín"),
        (polygon([[lon, lat + 90] for lon, lat in SQUARE]), "nằm ngoài"),
        (polygon([[float("nan"), 9.6]] * 5), "khép kín|nằm ngoài"),
        (polygon(), "trống"),
        ({"type": "MultiPolygon", "coordinates": []}, "trống"),
    ],
)
def test_one_bad_outline_stops_them_all(load, soc_trang, phu_loi, geometry, complaint):
    with pytest.raises(CommandError, match=complaint):
        load(feature("31510", polygon(SQUARE)), feature("31507", geometry))
    assert not Boundary.objects.exists()


def test_an_unknown_commune_is_named(load, soc_trang):
    with pytest.raises(CommandError, match="99999"):
        load(feature("31507", polygon(SQUARE)), feature("99999", polygon(SQUARE)))
    assert not Boundary.objects.exists()


def test_a_commune_given_twice_is_refused(load, soc_trang):
    with pytest.raises(CommandError, match="nhiều lần"):
        load(feature("31507", polygon(SQUARE)), feature("31507", polygon(HOLE)))


@pytest.mark.parametrize("words", ["", "{}", "[]", '{"features": [{}]}', '{"features": 3}'])
def test_any_other_file_is_refused_in_a_sentence(tmp_path, words):
    path = tmp_path / "other.json"
    path.write_text(words)
    with pytest.raises(CommandError, match="không phải tệp GeoJSON"):
        call_command("load_boundaries", path)


def test_a_round_outline_becomes_light_and_keeps_its_shape():
    turns = [2 * math.pi * step / 5000 for step in range(5000)]
    circle = [[106 + 0.1 * math.cos(turn), 9.6 + 0.1 * math.sin(turn)] for turn in turns]
    light = light_geometry(polygon([*circle, circle[0]]))
    ring = light["coordinates"][0][0]
    assert len(ring) < 100
    assert ring[0] == ring[-1]
    assert all(contains(light, 9.6 + 0.098 * math.sin(t), 106 + 0.098 * math.cos(t)) for t in turns)
    assert not contains(light, 9.6, 106.101)


def test_an_outline_too_small_to_lighten_stays():
    tiny = [[105.9, 9.6], [105.90001, 9.6], [105.90001, 9.60001], [105.9, 9.6]]
    assert light_geometry(polygon(tiny))["coordinates"] == [[tiny]]


def test_a_hole_is_outside():
    geometry = light_geometry(polygon(SQUARE, HOLE))
    assert contains(geometry, 9.61, 105.91)
    assert not contains(geometry, 9.65, 105.95)
