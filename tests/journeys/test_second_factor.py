"""Hoa sets up a second factor and comes in by it: with a passkey, by keyboard alone, without
scripts; and every page on the way is one that everybody can use."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.actions import join
from portal.accounts.roles import Role
from tests.authenticators import Telephone, telephone_of
from tests.journeys import axe
from tests.journeys.keyboard import arrive, press, write
from tests.people import PASSWORD

pytestmark = pytest.mark.browser

INDEX = "/tai-khoan/xac-thuc/"
DESK = re.compile("/quan-tri/")
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def as_in_production(settings, home):
    settings.STAFF_SECOND_FACTOR = True
    settings.STAFF_STEP_UP = True


def with_finger(page: Page) -> tuple:
    """A device with a fingerprint reader; gives what changes its mind."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    return devtools, device["authenticatorId"]


def sign_in(page: Page, user, wanted: str = "/quan-tri/") -> None:
    """The first step."""
    page.goto(f"/tai-khoan/dang-nhap/?next={wanted}")
    page.locator("input[name=login]").fill(user.email)
    password = page.locator("input[name=password]")
    if not password.is_visible():
        page.locator("summary", has_text="mật khẩu").click()
    password.fill(PASSWORD)
    page.locator("button[name=way]").click()


def leave(page: Page) -> None:
    page.context.clear_cookies()


class TestPasskey:
    def test_hoa_makes_one_and_comes_in_by_it_alone(self, open_phone, hoa):
        page = open_phone()
        with_finger(page)
        sign_in(page, hoa)
        page.get_by_role("link", name="Tạo khóa truy cập").click()
        page.get_by_label("Tên khóa truy cập này").fill("Điện thoại của Hoa")
        page.get_by_role("button", name="Tạo khóa").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mã khôi phục")
        page.get_by_role("link", name=re.compile("vào trang cán bộ")).click()
        expect(page).to_have_url(DESK)

        leave(page)
        page.goto("/tai-khoan/dang-nhap/?next=/quan-tri/phan-anh/")
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        expect(page).to_have_url(re.compile("/quan-tri/phan-anh/$"))
        assert page.complaints == []

    def test_or_after_her_password(self, open_phone, hoa):
        page = open_phone()
        make_one(page, hoa)
        leave(page)
        sign_in(page, hoa)
        expect(page.get_by_role("heading", level=1)).to_have_text("Bước thứ hai")
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        expect(page).to_have_url(DESK)

    def test_she_confirms_with_it_and_gives_it_another_name(self, open_phone, hoa):
        page = open_phone()
        make_one(page, hoa)
        page.goto(f"{INDEX}khoa/xac-nhan-lai/?next={INDEX}khoa/")
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        page.get_by_role("link", name="Đổi tên").click()
        page.get_by_label("Tên khóa truy cập này").fill("Máy ở cơ quan")
        page.get_by_role("button", name="Lưu tên này").click()
        expect(page.locator("main")).to_contain_text("Máy ở cơ quan")
        page.get_by_role("link", name="Bỏ", exact=True).click()
        page.get_by_role("button", name="Có, bỏ khóa này").click()
        expect(page.locator("main")).to_contain_text("Cán bộ luôn cần xác thực hai bước")

    def test_what_went_wrong_is_said_on_the_page(self, open_phone, hoa):
        page = open_phone()
        devtools, device = with_finger(page)
        sign_in(page, hoa)
        page.goto(f"{INDEX}khoa/them/")
        refused = {"authenticatorId": device, "isUserVerified": False}
        devtools.send("WebAuthn.setUserVerified", refused)
        page.get_by_role("button", name="Tạo khóa").click()
        expect(page.get_by_role("alert")).to_contain_text("Chưa đọc được khóa truy cập")


def make_one(page: Page, hoa) -> None:
    with_finger(page)
    sign_in(page, hoa)
    page.goto(f"{INDEX}khoa/them/")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã khôi phục")


def test_a_keyboard_alone_sets_up_the_app_and_comes_in(open_phone, hoa):
    page = open_phone(viewport=WIDE)
    sign_in(page, hoa)
    press(page, "Cài đặt ứng dụng", role="link")
    arrive(page, "Cài đặt ứng dụng")
    telephone = Telephone(page.locator("#secret").inner_text())
    write(page, "Mã xác thực", telephone.code())
    press(page, "Hoàn tất", key="Space")
    arrive(page, "Mã khôi phục")
    press(page, "Chép các mã")
    press(page, "Tôi đã cất mã", role="link")
    expect(page).to_have_url(DESK)

    leave(page)
    sign_in(page, hoa)
    arrive(page, "Bước thứ hai")
    write(page, "Mã xác thực", telephone.code(later=1))
    page.keyboard.press("Enter")
    expect(page).to_have_url(DESK)
    assert page.complaints == []


def test_without_scripts_the_app_is_enough(open_phone, hoa):
    page = open_phone(javascript=False)
    sign_in(page, hoa)
    page.get_by_role("link", name="Cài đặt ứng dụng").click()
    telephone = Telephone(page.locator("#secret").inner_text())
    page.get_by_label("Mã xác thực").fill(telephone.code())
    page.get_by_role("button", name="Hoàn tất").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải về").click()
    assert len(coming.value.path().read_text().split()) == 10
    page.goto(f"{INDEX}khoa/them/")
    expect(page.locator("main")).to_contain_text("Ở đây chưa dùng được khóa truy cập")


def test_a_file_comes_down_once_she_has_confirmed(open_phone, hoa, soc_trang_office, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0  # Her signing in was long ago.
    join(hoa, soc_trang_office, Role.ADMINISTRATOR)
    page = open_phone(viewport=WIDE)
    telephone = telephone_of(hoa)
    sign_in(page, hoa)
    page.get_by_label("Mã xác thực").fill(telephone.code())
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page).to_have_url(DESK)
    page.goto("/quan-tri/reports/site-history/?export=csv")
    arrive(page, "Xác nhận đúng là bạn")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
    page.get_by_label("Mã xác thực").fill(telephone.code(later=1))
    with page.expect_download() as coming:
        page.get_by_role("button", name="Tiếp tục").click()
    assert coming.value.suggested_filename.endswith(".csv")
    arrive(page, "Tệp của bạn đang được tải xuống")
    page.get_by_role("link", name="Quay lại danh sách").click()
    expect(page).to_have_url(re.compile("/quan-tri/reports/site-history/$"))


def pages_of_second_factor(page: Page, hoa) -> list[str]:
    """Every page on the way, from the first to the last; gives what is wrong with each."""
    with_finger(page)
    wrong = []
    sign_in(page, hoa)
    wrong += faults(page)
    for address in (f"{INDEX}ung-dung/", f"{INDEX}khoa/them/"):
        page.goto(address)
        wrong += faults(page)
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã khôi phục")
    wrong += faults(page)
    key = hoa.authenticator_set.get(type="webauthn").pk
    for rest in ("", "ma-du-phong/", "ma-du-phong/tao/", "khoa/", "xac-nhan-lai/"):
        page.goto(f"{INDEX}{rest}")
        wrong += faults(page)
    for rest in (f"khoa/{key}/sua/", f"khoa/{key}/bo/", "khoa/xac-nhan-lai/"):
        page.goto(f"{INDEX}{rest}")
        wrong += faults(page)
    telephone_of(hoa)
    for rest in ("", "ung-dung/tat/", "ung-dung/", "tai-xuong/?file=/quan-tri/phan-anh/"):
        page.goto(f"{INDEX}{rest}")
        wrong += faults(page)
    leave(page)
    sign_in(page, hoa)
    return wrong + faults(page)


def faults(page: Page) -> list[str]:
    where = page.url
    wrong = axe.faults(page, where)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{where}: too wide at {width}")
    return wrong


def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_phone, hoa):
    page = open_phone()
    assert pages_of_second_factor(page, hoa) == []
    assert page.complaints == []
