"""A point leads to the commune it most likely lies in, and to none when it is far away."""

import pytest

from portal.places.find import nearest_commune
from portal.places.models import Boundary, Commune


def test_the_middle_of_each_commune_is_in_it(units):
    """But where two boxes overlap: the middle of a commune is nearest to its own."""
    for commune in Commune.objects.local():
        assert nearest_commune(commune.lat, commune.lon) == commune


@pytest.mark.parametrize(("lat", "lon"), [(21.03, 105.85), (0, 0), (-90, -180)])
def test_far_away_is_nowhere(units, lat, lon):
    assert nearest_commune(lat, lon) is None


def test_a_point_in_a_commune_that_others_serve_is_not_pulled_to_ours(units):
    """The middle of Cần Thơ is 26 km from Xã An Lạc Thôn."""
    assert nearest_commune(10.033, 105.777) is None


def test_a_little_out_at_sea_is_still_the_coast(units):
    assert nearest_commune(9.25, 106.15).name == "Xã Vĩnh Hải"


def test_without_communes_there_is_none(db):
    assert nearest_commune(9.6, 105.97) is None


def test_a_commune_whose_box_is_unknown_is_found_by_its_middle(soc_trang):
    Commune.objects.update(bbox=[])
    assert nearest_commune(9.63, 105.99) == soc_trang


def test_an_outline_decides_where_boxes_overlap(soc_trang, phu_loi):
    """The point is nearer to Phú Lợi's middle, but inside Sóc Trăng's outline."""
    Commune.objects.update(bbox=[105.9, 9.5, 106.1, 9.7])
    point = {"lat": 9.595, "lon": 105.985}
    assert nearest_commune(**point) == phu_loi
    square = [[105.98, 9.59], [105.99, 9.59], [105.99, 9.6], [105.98, 9.6], [105.98, 9.59]]
    geometry = {"type": "MultiPolygon", "coordinates": [[square]]}
    Boundary.objects.create(commune=soc_trang, geometry=geometry)
    assert nearest_commune(**point) == soc_trang


def test_it_asks_two_questions_at_most(units, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        nearest_commune(9.6, 105.97)
