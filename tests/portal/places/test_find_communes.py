"""A commune is found by its name of today or of before, in full or begun, with marks or without."""

import unicodedata

import pytest

from portal.places.find import find_communes, resolve_commune
from portal.places.models import Commune, OldUnit

pytestmark = pytest.mark.usefixtures("units")


def names(text: str, **options) -> list[str]:
    return [match.commune.name for match in find_communes(text, **options)]


@pytest.mark.parametrize(
    "typed",
    [
        "Phường Sóc Trăng",
        "phuong soc trang",
        "P. Sóc Trăng",
        "p.soc trang",
        "Sóc Trăng",
        "SOC TRANG",
        "  sóc   trăng ",
        "Phường Sóc Trăng, thành phố Cần Thơ",
        "31507",
        "Phường 6, Thành phố Sóc Trăng",
        "phuong 6 soc trang",
        "p6 tp soc trang",
        "F6",
        "phường 6",
        "TP Sóc Trăng, phường 6",
        "Phường 6, TP. Sóc Trăng, tỉnh Sóc Trăng, Việt Nam",
        "Phường 6, Thành phố Sóc Trăng (tên cũ)",
        unicodedata.normalize("NFD", "Phường Sóc Trăng"),
    ],
)
def test_one_commune_by_many_names(typed):
    assert resolve_commune(typed, local_only=True) == Commune.objects.get(code="31507")
    assert names(typed)[0] == "Phường Sóc Trăng"


def test_an_old_name_says_that_it_is_old():
    (match,) = find_communes("phuong 6 soc trang")
    assert match.because == "Phường 6, Thành phố Sóc Trăng (tên cũ)"
    assert find_communes("Sóc Trăng")[0].because == ""


def test_phuong_1_stood_in_three_towns_and_all_are_offered():
    offered = {match.because for match in resolve_commune("Phường 1")}
    assert offered == {
        "Phường 1, Thành phố Sóc Trăng (tên cũ)",
        "Phường 1, Thị xã Ngã Năm (tên cũ)",
        "Phường 1, Thị xã Vĩnh Châu (tên cũ)",
    }


def test_the_old_district_tells_them_apart():
    assert resolve_commune("phuong 1 vinh chau").name == "Phường Vĩnh Châu"
    assert resolve_commune("Phường 1, Thị xã Ngã Năm").name == "Phường Ngã Năm"


def test_a_name_of_today_that_was_another_place_before_is_asked_about():
    """Thị trấn Cù Lao Dung is in Xã An Thạnh now; Xã Cù Lao Dung was made of others."""
    assert {one.commune.name for one in resolve_commune("Cù Lao Dung")} == {
        "Xã Cù Lao Dung",
        "Xã An Thạnh",
    }
    assert resolve_commune("xã Cù Lao Dung").name == "Xã Cù Lao Dung"
    assert resolve_commune("tt cu lao dung").name == "Xã An Thạnh"


def test_the_beginning_is_enough_to_offer_but_not_to_decide():
    assert names("ke tha") == ["Xã Kế Sách"]
    (match,) = resolve_commune("ke tha")
    assert match.because == "Xã Kế Thành, Huyện Kế Sách (tên cũ)"


@pytest.mark.parametrize("typed", ["h", "hò", "hòa t", "hoa t", "phư", "x", "xã hò"])
def test_typing_begins_to_find_at_the_first_letter(typed):
    assert names(typed)


def test_exact_marks_come_first():
    """Xã Mỹ Tú and Xã Mỹ Hương's old district Mỹ Tú; Xã Tân Thạnh and the old Xã Thạnh Tân."""
    assert names("Vĩnh Thạnh")[0] == "Xã Vĩnh Thạnh"
    assert names("Vĩnh Thành")[0] == "Xã Vĩnh Lợi"
    assert names("vinh thanh")[0] == "Xã Vĩnh Lợi"


def test_tones_may_stand_where_people_put_them():
    assert resolve_commune("Xã Hoà Tú").name == "Xã Hòa Tú"
    assert names("Khánh Hoà") == ["Phường Khánh Hòa"]


def test_our_communes_come_before_the_others():
    found = find_communes("Thạnh Phú")
    assert [match.commune.is_local for match in found[:2]] == [True, False]
    assert found[0].because == "Xã Thạnh Phú, Huyện Mỹ Xuyên (tên cũ)"


def test_other_communes_stay_out_when_only_ours_are_wanted():
    assert names("Ninh Kiều") == ["Phường Ninh Kiều"]
    assert names("Ninh Kiều", local_only=True) == []


def test_a_commune_comes_once_by_its_best_name():
    found = names("Long Phú", limit=50)
    assert len(found) == len(set(found))
    assert find_communes("Long Phú")[0].because == ""


def test_the_wrong_kind_still_finds_but_is_asked_about():
    assert names("Xã Mỹ Xuyên")[0] == "Phường Mỹ Xuyên"
    assert isinstance(resolve_commune("Xã Mỹ Xuyên"), list)


def test_every_name_of_today_names_one_commune_of_ours():
    for commune in Commune.objects.local():
        assert resolve_commune(commune.name, local_only=True) == commune


def test_every_old_name_with_its_district_leads_to_its_commune_of_today():
    for old in OldUnit.objects.select_related("commune"):
        assert resolve_commune(str(old), local_only=True) == old.commune


@pytest.mark.parametrize(
    "typed", ["", "   ", "…", "%", "_", "\\", "'; --", "Hà Nội", "00000", "tỉnh Sóc Trăng", "東京"]
)
def test_what_names_no_place_finds_none(typed):
    assert find_communes(typed) == []
    assert resolve_commune(typed) == []


def test_a_very_long_text_is_answered_like_any_other(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert len(find_communes("phường " * 100_000)) == 10


@pytest.mark.parametrize("typed", ["phuong 1", "31507", "xã"])
def test_it_asks_two_questions_at_most(django_assert_max_num_queries, typed):
    with django_assert_max_num_queries(2):
        find_communes(typed)


def test_a_commune_that_has_ended_is_not_offered():
    Commune.objects.filter(code="31507").update(valid_to="2025-12-31")
    assert "Phường Sóc Trăng" not in names("phuong 6 soc trang") + names("Sóc Trăng")
