"""Lan reports a broken lamp with a photo; Hoa resolves it; Lan sees it, and has her letters."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from services.reports import doors
from tests.people import PASSWORD
from tests.pictures import a_photo

pytestmark = pytest.mark.browser

WORDS = "den duong truoc cong cho hu 3 dem nay, toi thui, ba con so te xe"


@pytest.fixture
def lamp(home, soc_trang, phu_loi, categories, monkeypatch):
    """The portal, ready for a report about a lamp, and for a hand quicker than any resident's."""
    monkeypatch.setattr(doors, "SOONEST", timedelta(0))


@pytest.mark.parametrize("javascript", [True, False], ids=["with-js", "without-js"])
def test_from_the_broken_lamp_to_the_letter(open_phone, lamp, hoa, drain, tmp_path, javascript):
    lans_phone = open_phone(javascript=javascript)
    reference, _secret = send_a_report(lans_phone, tmp_path, javascript=javascript)

    hoas_screen = open_phone(javascript=javascript, viewport={"width": 1280, "height": 900})
    resolve(hoas_screen, reference)

    look_it_up(lans_phone, reference)
    expect(lans_phone.locator("main")).to_contain_text("Đã xử lý")
    expect(lans_phone.locator("main")).to_contain_text("Đã thay bóng đèn")

    drain()
    subjects = [letter.subject for letter in mail.outbox if letter.to == ["lan@example.vn"]]
    assert f"Đã nhận phản ánh {reference}" in subjects
    assert f"Phản ánh {reference} đã được xử lý" in subjects
    assert lans_phone.complaints == []


def send_a_report(page: Page, tmp_path, *, javascript: bool) -> tuple[str, str]:
    """From the front door to the receipt; gives the reference and the secret code."""
    photo = tmp_path / "IMG_2041.jpg"
    photo.write_bytes(a_photo())
    page.goto("/")
    page.get_by_role("link", name="Gửi phản ánh").first.click()
    page.get_by_label("Có việc gì cần sửa?").fill(WORDS)
    if not javascript:  # With it, kinds come while she types.
        go_on(page, "Phản ánh về việc gì?")
    page.get_by_text("Theo lời bạn viết").wait_for()
    page.get_by_label("Đèn đường không sáng").first.check()
    go_on(page, "Vài chi tiết")
    page.locator("input[type=file]").set_input_files(photo)
    go_on(page, "Ở đâu")
    page.locator("#id_commune").fill("phuong soc trang")
    page.get_by_label("Chỗ nào cụ thể?").fill("Trước cổng chợ, đường Hai Bà Trưng")
    go_on(page, "Báo lại cho bạn bằng cách nào")
    page.get_by_label("Để lại tên hoặc cách liên lạc").check()
    page.get_by_label("Địa chỉ email").fill("lan@example.vn")
    go_on(page, "Xem lại rồi gửi")
    expect(page.locator("main")).to_contain_text("Hẹn trả lời trước")
    expect(page.locator("main")).to_contain_text("1 ảnh")
    page.get_by_role("button", name="Gửi phản ánh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận phản ánh của bạn")
    return page.locator("#reference").inner_text(), page.locator("#secret").inner_text()


def go_on(page: Page, step: str) -> None:
    """Press the button below a step; the next one begins with these words."""
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=2, name=step)).to_be_visible()


def resolve(page: Page, reference: str) -> None:
    """Hoa signs in, opens the report on her desk, and takes it to its end."""
    page.goto("/quan-tri/phan-anh/")
    page.locator("input[name=login]").fill("hoa@example.vn")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name=reference).click()
    steps = {"Tiếp nhận": "", "Bắt đầu xử lý": "", "Xử lý xong": "Đã thay bóng đèn."}
    for step, note in steps.items():
        page.locator("#id_note").fill(note)
        page.get_by_role("button", name=re.compile(step)).click()
    expect(page.locator("body")).to_contain_text("Đã xử lý")


def look_it_up(page: Page, reference: str) -> None:
    """Lan types her code as she remembers it."""
    page.goto("/tra-cuu/")
    page.get_by_label("Mã tra cứu").fill(reference.lower().replace("-", " "))
    page.get_by_role("button", name="Tra cứu").last.click()
    expect(page).to_have_url(re.compile(f"/phan-anh/{reference}/$"))
