"""Lan reads what is held of her, and asks that it be erased: accessible, and without JavaScript."""

import pytest

from services.privacy.actions.looks import record_look
from services.privacy.models import DataRequest, Look
from tests.journeys.axe import faults
from tests.people import PASSWORD
from tests.services.signin.doors import LAN, SIGN_IN

pytestmark = pytest.mark.browser

DATA, ASK = "/tai-khoan/du-lieu/", "/tai-khoan/du-lieu/yeu-cau/"
SMALL = 320


@pytest.fixture
def lan_with_looks(lan, hoa):
    record_look(about="PA-7K3M-92", what=Look.What.IDENTITY, by=hoa, subject=lan)
    return lan


def sign_in(page) -> None:
    page.goto(SIGN_IN)
    page.fill("[name=login]", LAN)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[value=password]")
    page.wait_for_url("**/tai-khoan/")


def test_axe_finds_nothing_and_nothing_is_too_wide(open_phone, home, lan_with_looks):
    page = open_phone(viewport={"width": SMALL, "height": 800})
    sign_in(page)
    for address in (DATA, f"{DATA}ai-da-xem/", ASK):
        page.goto(address)
        assert faults(page, address) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    assert page.complaints == []


def test_lan_asks_for_erasure_and_thinks_better_of_it(open_phone, home, lan_with_looks):
    page = open_phone(javascript=False)
    sign_in(page)
    page.goto(DATA)
    page.click("text=Xóa dữ liệu, đóng tài khoản")
    assert page.is_checked("[value=delete]")
    page.click("text=Gửi yêu cầu")
    asked = DataRequest.objects.get()
    assert asked.reference in page.inner_text("main")
    page.click("text=Rút lại yêu cầu")
    assert "Bạn đã rút lại" in page.inner_text("main")
    asked.refresh_from_db()
    assert not asked.is_open
