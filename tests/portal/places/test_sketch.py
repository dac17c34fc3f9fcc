"""The communes on the small drawn map."""

from portal.places.sketch import project, radius, sketch


def test_every_commune_of_ours_has_a_dot_on_the_map(units, django_assert_num_queries):
    with django_assert_num_queries(1):
        dots = sketch()
    assert len(dots) == 43
    assert all(5 <= dot["r"] <= 26 for dot in dots)
    assert all(0 < dot["x"] < 600 and 0 < dot["y"] < 600 for dot in dots)


def test_east_is_right_and_south_is_down():
    here, there = project(9.8, 105.7), project(9.4, 106.1)
    assert here[0] < there[0]
    assert here[1] < there[1]


def test_a_larger_commune_has_a_larger_dot():
    assert radius(20) < radius(80)
    assert radius(None) == radius(75)
