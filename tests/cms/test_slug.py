"""The address of an article writes itself in Latin letters while the title is typed."""

import unicodedata

import pytest
from playwright.sync_api import Page, expect

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


def test_an_address_may_be_typed_and_a_title_writes_its_own(desk):
    desk.get_by_role("tab", name="Quảng bá").click()
    for typed, address in (("Đèn Đường", "den-duong"), ("", "")):
        desk.locator("#id_slug").fill(typed)
        desk.locator("#id_slug").blur()
        expect(desk.locator("#id_slug")).to_have_value(address)
    desk.get_by_role("tab", name="Nội dung").click()
    for form in ("NFC", "NFD"):
        for write in (type_in, paste):
            write(desk, unicodedata.normalize(form, TITLE))
            expect(desk.locator("#id_slug")).to_have_value(ADDRESS)
            type_in(desk, "Khác")
            expect(desk.locator("#id_slug")).to_have_value("khac")
    assert desk.complaints == []


def type_in(desk: Page, title: str) -> None:
    desk.locator("#id_title").select_text()
    desk.keyboard.type(title)


def paste(desk: Page, title: str) -> None:
    desk.locator("#id_title").select_text()
    desk.keyboard.insert_text(title)
    desk.keyboard.press("Tab")
