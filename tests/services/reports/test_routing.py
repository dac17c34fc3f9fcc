"""To whom a report goes: the commune's own committee, unless its category names others."""

from datetime import timedelta

import pytest

from portal.accounts.actions import close_agency, open_agency
from portal.accounts.models import Agency
from portal.common.moments import today
from services.reports.actions import submit_report
from services.reports.models import Category

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def city(db) -> Agency:
    return open_agency(Agency(code="H13", name="UBND thành phố Cần Thơ", kind="city"))


@pytest.fixture
def builders(city) -> Agency:
    return open_agency(Agency(code="H13.05", name="Sở Xây dựng", kind="department", parent=city))


@pytest.fixture
def send(lamps, soc_trang):
    def send(commune=soc_trang):
        lamp = Category.objects.get(code="CS01")
        report, _code = submit_report(category=lamp, description="Đèn tắt", commune=commune)
        return report.agency

    return send


def named(*agencies: Agency) -> None:
    Category.objects.get(code="CS01").agencies.set(agencies)


def test_nobody_named_it_goes_to_the_communes_own(send, city, soc_trang_office):
    assert send() == soc_trang_office


def test_the_one_agency_named_gets_it_from_everywhere(send, builders, phu_loi):
    named(builders)
    assert {send(), send(phu_loi)} == {builders}


def test_its_desk_may_be_the_one(send, builders):
    desk = open_agency(Agency(code="H13.05.1", name="Một cửa", kind="desk", parent=builders))
    named(desk)
    assert send() == desk


def test_of_several_the_communes_own_gets_it(send, builders, soc_trang_office, phu_loi_office):
    named(builders, soc_trang_office, phu_loi_office)
    assert send() == soc_trang_office
    assert send(phu_loi_office.commune) == phu_loi_office


def test_of_several_elsewhere_the_city_gets_it(send, city, builders, phu_loi_office):
    named(builders, phu_loi_office)
    assert send() == city


def test_what_is_closed_gets_nothing(send, builders, soc_trang_office):
    named(builders)
    close_agency(builders, last_day=YESTERDAY)
    assert send() == soc_trang_office


def test_where_the_committee_is_closed_the_city_gets_it(send, city, soc_trang_office):
    close_agency(soc_trang_office, last_day=YESTERDAY)
    assert send() == city
