"""Where papers are handed in: the desks that take a procedure, when, and whether open now."""

from datetime import datetime, time

import pytest
from django.core.management import call_command
from django.utils.timezone import get_current_timezone

from portal.accounts.actions import close_agency, open_agency, set_hours
from portal.accounts.models import Agency
from portal.common.moments import travel_to
from services.procedures.models import Procedure
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
LOCAL = Procedure.SubmissionMode.LOCAL
WEEK = {day: [(time(7), time(11)), (time(13), time(17))] for day in range(5)}
WEDNESDAY_MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=get_current_timezone())
QUERIES = 12


@pytest.fixture
def desk(soc_trang_office) -> Agency:
    facts = {"address": "93 Phú Lợi", "hotline": "+842993822333", "hours_note": "Lấy số trước."}
    desk = Agency(
        code="H13.31507.01",
        name="Một cửa Phường Sóc Trăng",
        kind="desk",
        parent=soc_trang_office,
        are_hours_confirmed=True,
        **facts,
    )
    set_hours(open_agency(desk), WEEK)
    return desk


@pytest.fixture
def centre(db) -> Agency:
    city = open_agency(Agency(code="H13", name="UBND thành phố Cần Thơ", kind="city"))
    return open_agency(Agency(code="H13.1", name="Trung tâm thành phố", kind="desk", parent=city))


@pytest.fixture
def read(client):
    def read(procedure, **asked) -> str:
        with travel_to(WEDNESDAY_MORNING):
            page = client.get(procedure.get_absolute_url(), asked).content.decode()
        return page[page.index('id="where"') :] if 'id="where"' in page else ""

    return read


def test_one_says_where_one_lives_and_reads_where_to_go(read, desk, soc_trang):
    birth = ProcedureFactory(birth=True, submission_mode=LOCAL)
    assert "Một cửa Phường Sóc Trăng" not in read(birth)
    page = read(birth, commune="31507")
    for words in [
        "Nộp ở đâu",
        "Một cửa Phường Sóc Trăng",
        "93 Phú Lợi",
        "0299 3822 333",
        "Thứ Hai – Thứ Sáu",
        "7:00–11:00, 13:00–17:00",
        "Đang mở cửa đến 11:00",
        "Lấy số trước.",
    ]:
        assert words in page
    assert "chưa được xác nhận" not in page


def test_what_nobody_confirmed_says_so(read, desk):
    Agency.objects.update(are_hours_confirmed=False)
    page = read(ProcedureFactory(birth=True, submission_mode=LOCAL), commune="31507")
    assert "chưa được xác nhận" in page


def test_on_the_national_portal_a_desk_helps(read, desk):
    page = read(ProcedureFactory(birth=True), commune="31507")
    assert "Nơi cán bộ giúp bạn nộp" in page


def test_where_there_is_no_desk_yet_it_says_whom_to_ask(read, desk, phu_loi):
    page = read(ProcedureFactory(birth=True), commune="31510")
    assert "Chưa có thông tin nơi tiếp nhận" in page


@pytest.mark.parametrize("typed", ["99999", "x", "", "31507'"])
def test_a_place_nobody_knows_harms_nothing(read, desk, typed):
    assert "Một cửa Phường Sóc Trăng" not in read(ProcedureFactory(birth=True), commune=typed)


def test_one_desk_for_everybody_asks_nothing(read, desk, centre):
    birth = ProcedureFactory(birth=True)
    birth.agencies.add(centre)
    page = read(birth)
    assert "Trung tâm thành phố" in page
    assert "Xã, phường của bạn" not in page


def test_an_agency_receives_at_its_desk(read, desk, soc_trang_office):
    birth = ProcedureFactory(birth=True)
    birth.agencies.add(soc_trang_office)
    page = read(birth)
    assert "Một cửa Phường Sóc Trăng" in page
    assert f'<h3 lang="vi">{soc_trang_office}</h3>' not in page


def test_of_several_communes_ones_own_is_shown(read, desk, phu_loi_office, centre):
    birth = ProcedureFactory(birth=True)
    birth.agencies.set([desk, phu_loi_office, centre])
    page = read(birth, commune="31507")
    assert "Một cửa Phường Sóc Trăng" in page
    assert "Trung tâm thành phố" in page
    assert phu_loi_office.name not in page


def test_a_closed_desk_is_not_shown(read, desk):
    close_agency(desk, last_day=WEDNESDAY_MORNING.date().replace(day=20))
    assert "Một cửa Phường Sóc Trăng" not in read(ProcedureFactory(birth=True), commune="31507")


def test_what_only_the_province_does_is_not_asked_by_commune(read, desk):
    assert read(ProcedureFactory(birth=True, level="province")) == ""


def test_a_page_with_many_desks_asks_no_more(read, desk, centre, django_assert_max_num_queries):
    call_command("load_calendar", verbosity=0)
    birth = ProcedureFactory(birth=True, with_facts=True)
    for number in range(12):
        more = Agency(code=f"H13.2.{number}", name=f"Một cửa {number}", kind="desk")
        more.parent = centre.parent
        set_hours(open_agency(more), WEEK)
        birth.agencies.add(more)
    with django_assert_max_num_queries(QUERIES):
        assert "Một cửa 11" in read(birth)
    birth.agencies.clear()
    with django_assert_max_num_queries(QUERIES):
        assert "Một cửa Phường Sóc Trăng" in read(birth, commune="31507")
