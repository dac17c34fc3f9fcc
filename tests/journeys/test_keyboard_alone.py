"""With a keyboard alone: opening an account, leaving, coming back, and putting it in order."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.keyboard import arrive, press, write
from tests.services.signin.doors import SIGN_IN, SIGN_UP, code_sent, sign_in

pytestmark = pytest.mark.browser

MAI = "mai@example.vn"


@pytest.mark.parametrize("javascript", [True, False])
def test_mai_opens_an_account_and_keeps_it_in_order(open_phone, home, client, javascript):
    page = open_phone(javascript=javascript)
    page.goto(SIGN_UP)
    write(page, "Tên của bạn", "Sơn Thị Mai")
    write(page, "Email hoặc số điện thoại", MAI)
    press(page, "Gửi mã cho tôi")
    arrive(page, "Nhập mã")
    write(page, "Mã chúng tôi vừa gửi", code_sent())
    page.keyboard.press("Enter")
    arrive(page, "Chào Mai")

    press(page, "Đăng xuất", role="link")
    arrive(page, "Đăng xuất")
    press(page, "Đăng xuất")
    expect(page).to_have_url(re.compile(r"^http://[^/]+/$"))

    page.goto(SIGN_IN)
    write(page, "Email hoặc số điện thoại", MAI)
    page.keyboard.press("Enter")
    arrive(page, "Nhập mã")
    write(page, "Mã chúng tôi vừa gửi", code_sent())
    press(page, "Tiếp tục", key="Space")
    arrive(page, "Chào Mai")

    press(page, "Thông tin của tôi", role="link")
    arrive(page, "Thông tin của tôi")
    write(page, "Tên của bạn", "Sơn Thị Tuyết Mai")
    press(page, "Lưu")
    page.get_by_text("Đã lưu").wait_for()

    press(page, "Đăng nhập và bảo mật", role="link")
    arrive(page, "Đăng nhập và bảo mật")
    press(page, "Đặt mật khẩu", role="link")
    arrive(page, "Đặt mật khẩu")
    write(page, "Mật khẩu mới", "ghe-ngo-ve-dich-2026")
    write(page, "Nhập lại mật khẩu mới", "ghe-ngo-ve-dich-2026")
    press(page, "Lưu mật khẩu")
    arrive(page, "Đăng nhập và bảo mật")

    sign_in(client, MAI, "ghe-ngo-ve-dich-2026")
    press(page, "Xem và đăng xuất", role="link")
    arrive(page, "Thiết bị đang đăng nhập")
    press(page, "Đăng xuất mọi thiết bị khác")
    page.get_by_text("Đã đăng xuất ở đó").wait_for()
    assert client.get("/tai-khoan/").status_code == 302
    assert page.complaints == []
