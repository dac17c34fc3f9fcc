"""Agencies as a tree: in order, without circles, closed rather than deleted."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.actions import close_agency, join, open_agency, reopen_agency, save_agency
from portal.accounts.models import Agency, Membership
from portal.accounts.models.agencies import UNDER
from portal.accounts.roles import Role
from portal.common.moments import now, today, travel_to
from portal.common.workflow import StepRefused
from tests.people import person
from tests.portal.accounts.conftest import opened

DAY = timedelta(days=1)
KINDS = [kind.value for kind in Agency.Kind]
FREE_CODE = "H13.99"


def names() -> list[str]:
    return [agency.name_in_tree for agency in Agency.objects.in_tree_order()]


def test_each_stands_below_the_one_it_belongs_to(city, builders, committee, desk):
    assert names() == [
        "UBND thành phố Cần Thơ",
        "— Sở Xây dựng",
        "— UBND Phường Sóc Trăng",
        "— — Bộ phận Một cửa Phường Sóc Trăng",
    ]
    assert desk.ancestors == [city, committee]


def test_committees_stand_in_alphabetical_order(city, committee, phu_loi):
    opened("H13.31510", "UBND Phường Phú Lợi", "commune", parent=city, commune=phu_loi)
    assert names()[1:] == ["— UBND Phường Phú Lợi", "— UBND Phường Sóc Trăng"]


def test_who_moves_takes_everything_along(city, builders, committee, desk):
    post = opened("H13.05.01", "Một cửa Sở Xây dựng", "desk", parent=builders)
    builders.parent = committee
    save_agency(builders)
    post.refresh_from_db()
    assert post.depth == 3
    assert names()[-1] == "— — — Một cửa Sở Xây dựng"


def test_a_new_name_keeps_everything_together(city, committee, desk):
    committee.name = "UBND Phường Ánh Dương"
    save_agency(committee)
    assert names()[-1] == "— — Bộ phận Một cửa Phường Sóc Trăng"


def test_a_desk_belongs_to_the_commune_of_its_committee(desk, soc_trang):
    assert desk.commune == soc_trang


@pytest.mark.parametrize("above", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_only_the_nestings_of_the_table_are_possible(city, soc_trang, phu_loi, kind, above):
    parents = {
        "city": city,
        "department": opened("H13.05", "Sở Xây dựng", "department", parent=city),
        "commune": opened("H13.1", "UBND", "commune", parent=city, commune=soc_trang),
        "desk": opened("H13.02", "Một cửa", "desk", parent=city),
    }
    child = Agency(code=FREE_CODE, name="Mới", kind=kind, parent=parents[above], commune=phu_loi)
    if above in UNDER.get(kind, ()):
        assert open_agency(child).parent == parents[above]
        return
    with pytest.raises(ValidationError) as refusal:
        open_agency(child)
    assert "parent" in refusal.value.message_dict


def test_a_desk_belongs_somewhere(city):
    with pytest.raises(ValidationError, match="trực thuộc"):
        open_agency(Agency(code=FREE_CODE, name="Một cửa", kind="desk"))


def test_the_database_is_a_witness(city, committee):
    nonsense = [
        {"kind": "desk", "parent": None},
        {"kind": "city", "parent": committee},
        {"parent": committee},
    ]
    for facts in nonsense:
        with pytest.raises(IntegrityError), transaction.atomic():
            Agency.objects.filter(pk=committee.pk).update(**facts)


def test_nothing_stands_under_what_stands_under_it(builders):
    section = opened("H13.05.02", "Phòng Quản lý", "department", parent=builders)
    builders.parent = section
    with pytest.raises(ValidationError, match="chính mình"):
        save_agency(builders)


def test_a_circle_made_past_the_actions_is_refused_too(builders):
    section = opened("H13.05.02", "Phòng Quản lý", "department", parent=builders)
    builders.parent = section
    with pytest.raises(ValidationError, match="chính mình"):
        builders.save()


def test_the_tree_is_not_too_deep(builders):
    above = builders
    for number in range(3):
        above = opened(f"H13.05.0{number}", f"Phòng {number}", "department", parent=above)
    with pytest.raises(ValidationError, match="Quá nhiều cấp"):
        opened(FREE_CODE, "Tổ", "department", parent=above)


def test_a_kind_does_not_change_under_its_children(committee, desk):
    committee.kind = "desk"
    with pytest.raises(ValidationError) as refusal:
        save_agency(committee)
    assert "kind" in refusal.value.message_dict


def test_a_commune_has_one_committee(city, committee, soc_trang):
    with pytest.raises(ValidationError, match="đã có Ủy ban"):
        opened(FREE_CODE, "UBND khác", "commune", parent=city, commune=soc_trang)


class TestClosing:
    def test_it_works_on_its_last_day_and_is_not_offered_after_it(self, committee, desk):
        close_agency(desk, last_day=today())
        assert desk in Agency.objects.open()
        with travel_to(now() + DAY):
            assert desk not in Agency.objects.open()
            assert not desk.is_open

    def test_who_serves_there_leaves_with_it(self, desk, chief):
        tam = person("tam@example.vn", "Thạch Tâm")
        join(tam, desk, Role.RECEPTION)
        close_agency(desk, last_day=today(), by=chief)
        membership = Membership.objects.get(user=tam)
        assert (membership.ends_on, membership.ended_by) == (today(), chief)

    def test_what_belongs_to_it_closes_first(self, committee, desk):
        with pytest.raises(StepRefused, match="Bộ phận Một cửa"):
            close_agency(committee, last_day=today())
        close_agency(desk, last_day=today())
        assert close_agency(committee, last_day=today()).closed_on == today()

    def test_the_city_stays(self, city):
        with pytest.raises(StepRefused, match="cấp thành phố"):
            close_agency(city, last_day=today())

    def test_nobody_begins_where_it_is_closed(self, desk, lan):
        close_agency(desk, last_day=today())
        with pytest.raises(StepRefused, match="đóng sau ngày"):
            join(lan, desk, Role.RECEPTION)

    def test_it_may_open_again(self, desk):
        close_agency(desk, last_day=today() - DAY)
        assert reopen_agency(desk) in Agency.objects.open()

    def test_its_successor_may_take_the_commune(self, city, committee, soc_trang):
        close_agency(committee, last_day=today() - DAY)
        assert opened(FREE_CODE, "UBND mới", "commune", parent=city, commune=soc_trang).pk


class TestSearch:
    @pytest.mark.parametrize("typed", ["soc trang", "Sóc  TRĂNG", "ubnd phuong", "H13.31507"])
    def test_it_finds_without_marks_and_by_code(self, committee, typed):
        assert committee in Agency.objects.search(typed)

    def test_it_finds_nothing_where_a_word_is_missing(self, committee):
        assert not Agency.objects.search("soc trang huyen").exists()
