"""The address of an article writes itself in Latin letters while the title is typed."""

import unicodedata

import pytest
from playwright.sync_api import expect

from tests.people import PASSWORD

pytestmark = pytest.mark.browser
TITLE = "Đường Lê Lợi: đèn hỏng 3 đêm, bà con “Kêu trời” – đã sửa!"
ADDRESS = "duong-le-loi-den-hong-3-dem-ba-con-keu-troi-da-sua"
SCREEN = {"width": 1280, "height": 900}


@pytest.fixture
def desk(open_phone, rinh, news):
    """Rinh's screen, with an empty article before her."""
    page = open_phone(viewport=SCREEN)
    page.goto("/quan-tri/")
    page.get_by_label("Email hoặc số điện thoại").fill(rinh.email)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Viết bài mới").click()
    page.locator("#id_title").wait_for()
    return page


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_typing_a_title_writes_its_address(desk, form):
    desk.locator("#id_title").press_sequentially(unicodedata.normalize(form, TITLE))
    expect(desk.locator("#id_slug")).to_have_value(ADDRESS)
    assert desk.complaints == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_pasting_a_title_writes_its_address(desk, form):
    desk.locator("#id_title").click()
    desk.keyboard.insert_text(unicodedata.normalize(form, TITLE))
    desk.keyboard.press("Tab")
    expect(desk.locator("#id_slug")).to_have_value(ADDRESS)


def test_an_address_may_be_typed_too(desk):
    desk.get_by_role("tab", name="Quảng bá").click()
    desk.locator("#id_slug").fill("Đèn Đường")
    desk.locator("#id_slug").blur()
    expect(desk.locator("#id_slug")).to_have_value("den-duong")
