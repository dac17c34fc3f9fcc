"""Before sending: the open reports that may be the same thing, best first."""

from datetime import timedelta

import pytest

from portal.common.moments import now
from portal.places.distances import box_around, metres_between
from services.reports.nearby import Similar, similar_to
from services.reports.workflow import CLOSED, OPEN, SHOWN, State
from tests.people import commune_named
from tests.services.reports.factories import CategoryFactory, ReportFactory, home, in_state

pytestmark = pytest.mark.django_db

LAT, LON = 9.6029, 105.9739
A_METRE = 1 / 111_320  # Of latitude.
WORDS = "Đèn đường trước cổng chợ hư rồi, đi đêm sợ lắm."
PLACE = "Trước cổng chợ, đường Hai Bà Trưng"


def lamp(**facts):
    return CategoryFactory(radius_m=60, **facts)


def reported(**facts):
    """A report that everyone may read, at the place where somebody stands now."""
    facts = {"category": lamp(), "received": True, "lat": LAT, "lon": LON} | facts
    return ReportFactory(**facts)


def ask(**facts) -> list[Similar]:
    """What somebody about to report a lamp at this place is offered."""
    facts = {"category": lamp(), "commune": home(), "lat": LAT, "lon": LON} | facts
    return similar_to(**facts)


def offered(**facts) -> list[str]:
    return [similar.report.reference for similar in ask(**facts)]


def north(metres: float) -> float:
    return LAT + metres * A_METRE


class TestWhere:
    @pytest.mark.parametrize(
        ("metres", "is_offered"), [(0, True), (30, True), (55, True), (70, False), (500, False)]
    )
    def test_the_radius_of_its_kind_decides(self, metres, is_offered):
        report = reported(lat=north(metres))
        assert offered() == ([report.reference] if is_offered else [])

    def test_it_says_how_far(self):
        reported(lat=north(40))
        (similar,) = ask()
        assert similar.metres == 40

    def test_the_nearest_comes_first(self):
        far, near = reported(lat=north(50)), reported(lat=north(5))
        assert offered() == [near.reference, far.reference]

    def test_a_kind_with_a_wide_radius_reaches_further(self):
        flood = CategoryFactory(code="TN01", name="Ngập nước", radius_m=500)
        report = reported(category=flood, lat=north(450))
        assert offered(category=flood) == [report.reference]

    def test_an_unsure_pin_reaches_further_but_never_far(self):
        at_hundred, _far = reported(lat=north(100)), reported(lat=north(200))
        assert offered(accuracy_m=1000, description=WORDS) == [at_hundred.reference]

    def test_an_unsure_pin_of_the_other_counts_too(self):
        report = reported(lat=north(70), accuracy_m=50)
        assert offered() == [report.reference]

    def test_the_border_of_a_commune_is_no_wall(self, phu_loi):
        report = reported(commune=phu_loi)
        assert offered() == [report.reference]

    def test_at_the_edge_of_a_map_square_it_is_found(self):
        report = reported(lat=LAT, lon=105.99609375 + 0.0001)  # Where a square begins.
        assert offered(lon=105.99609375 - 0.0001) == [report.reference]


class TestWithoutPins:
    def test_the_same_place_by_its_words(self):
        report = reported(lat=None, lon=None, address="Cổng chợ, Hai Bà Trưng")
        assert offered(lat=None, lon=None, address=PLACE) == [report.reference]

    def test_a_pin_and_a_place_told_in_words(self):
        report = reported(address="Cổng chợ, Hai Bà Trưng")
        assert offered(lat=None, lon=None, address=PLACE) == [report.reference]
        assert ask(lat=None, lon=None, address=PLACE)[0].metres is None

    def test_who_stands_there_is_offered_what_was_told_in_words(self):
        report = reported(lat=None, lon=None, address="Cổng chợ, Hai Bà Trưng")
        assert offered(address=PLACE) == [report.reference]

    def test_without_marks_it_is_the_same_place(self):
        report = reported(lat=None, lon=None, address="Cổng chợ, Hai Bà Trưng")
        asked = "truoc cong cho duong hai ba trung"
        assert offered(lat=None, lon=None, address=asked) == [report.reference]

    def test_another_street_is_another_place(self):
        reported(lat=None, lon=None, address="Đường Lê Hồng Phong", description="Đèn hư.")
        assert offered(lat=None, lon=None, address=PLACE) == []

    def test_the_same_kind_alone_is_not_enough(self):
        reported(lat=None, lon=None, address="", description="Đèn hư mấy bữa nay.")
        assert offered(lat=None, lon=None, description="Đèn tối thui.") == []

    def test_another_commune_has_markets_too(self, phu_loi):
        reported(lat=None, lon=None, commune=phu_loi, address=PLACE)
        assert offered(lat=None, lon=None, address=PLACE) == []

    def test_half_a_pin_is_none(self):
        report = reported(address=PLACE)
        assert offered(lon=None, address=PLACE) == [report.reference]


class TestWhat:
    def test_of_the_same_group_it_is_offered_when_it_sounds_alike(self):
        pole = CategoryFactory(code="CS02", name="Trụ điện nghiêng")
        report = reported(category=pole, description=WORDS)
        assert offered(description=WORDS) == [report.reference]

    def test_the_same_kind_comes_before_the_same_group(self):
        pole = CategoryFactory(code="CS02", name="Trụ điện nghiêng")
        other, same = reported(category=pole), reported()
        assert offered(description=WORDS) == [same.reference, other.reference]

    def test_of_another_group_it_is_not(self):
        rubbish = CategoryFactory(code="MT01", group__code="MT", name="Rác chưa thu gom")
        reported(category=rubbish, description=WORDS)
        assert offered(description=WORDS) == []

    def test_of_two_as_near_the_one_told_alike_comes_first(self):
        reported(description="Bóng cháy, tối om.")
        alike = reported(description=WORDS)
        assert offered(description=WORDS)[0] == alike.reference

    def test_of_two_alike_the_newer_comes_first(self):
        old, new = (reported(created_at=now() - timedelta(days=days)) for days in (60, 1))
        assert offered() == [new.reference, old.reference]

    def test_no_more_than_three(self):
        for metres in range(5):
            reported(lat=north(metres))
        assert len(ask()) == 3
        assert len(ask(most=1)) == 1


class TestNotForEveryone:
    @pytest.mark.parametrize("state", State)
    def test_only_what_is_open_and_read_by_an_officer(self, state):
        report = in_state(state, category=lamp(), lat=LAT, lon=LON)
        shown = state in OPEN and state in SHOWN
        assert offered() == ([report.reference] if shown else [])
        assert not (shown and state in CLOSED)

    def test_never_what_is_private(self):
        reported(private=True, description=WORDS, category=CategoryFactory(private=True))
        reported(is_private=True, description=WORDS)
        assert offered(description=WORDS) == []

    def test_who_reports_something_private_is_offered_nothing(self):
        reported(description=WORDS)
        assert offered(category=CategoryFactory(private=True), description=WORDS) == []

    def test_a_telephone_number_joins_nobody(self):
        """It is not compared, or one could ask who wrote it."""
        reported(lat=None, lon=None, address="", description="Gọi 0912 345 678 gặp Lan.")
        asked = {"lat": None, "lon": None, "address": "0912 345 678"}
        assert offered(**asked) == []


@pytest.mark.parametrize(
    "place", [{"lat": LAT, "lon": LON}, {"address": PLACE}], ids=["pin", "words"]
)
@pytest.mark.parametrize("count", [3, 30])
def test_it_asks_three_questions_however_many(django_assert_max_num_queries, count, place):
    for _ in range(count):
        reported(with_photos=True, address=PLACE)
    category, commune = lamp(), home()
    with django_assert_max_num_queries(3):
        found = similar_to(category=category, commune=commune, **place)
        assert all(similar.report.first_photo_url for similar in found)
        assert len({similar.report.title for similar in found}) == 1


def test_distances_are_those_of_the_ground():
    assert round(metres_between(9.6, 105.97, 9.6, 105.98)) == 1098  # cos 9.6° of 1,113 m.
    assert round(metres_between(9.6, 105.97, 9.61, 105.97)) == 1113
    south, west, northern, east = box_around(9.6, 105.97, 100)
    assert round(metres_between(south, west, northern, west)) == 200
    assert round(metres_between(9.6, west, 9.6, east)) == 200


def test_a_commune_of_the_same_name_is_told_by_its_code():
    reported(lat=None, lon=None, address=PLACE, commune=commune_named("31999", home().name))
    assert offered(lat=None, lon=None, address=PLACE) == []
