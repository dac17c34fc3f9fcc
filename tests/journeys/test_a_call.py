"""Hoa has a headset on and both hands on the keyboard: a caller's report from the first word to
the codes she reads back."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from services.reports.models import Follow, Report
from tests.journeys.axe import faults_as_it_is
from tests.journeys.keyboard import press, reach, write
from tests.services.reports.factories import ReportFactory

pytestmark = pytest.mark.browser

ENTER = "/quan-tri/phan-anh/nhap/"
SAID = "Đèn đường trước cổng chợ hư ba đêm nay, tối thui."
WIDE = {"width": 1280, "height": 900}
KEPT = "sessionStorage.getItem('entering')"


def come_in(page: Page, officer) -> None:
    page.goto("/healthz")
    client = Client()
    client.force_login(officer)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])


@pytest.fixture
def headset(open_phone, home, categories, hoa) -> Page:
    page = open_phone(viewport=WIDE)
    come_in(page, hoa)
    page.goto(ENTER)
    expect(page.locator("#id_description")).to_be_focused()  # Whoever types sooner types nowhere.
    return page


def faults(page: Page) -> list[str]:
    wrong = faults_as_it_is(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"too wide at {width}")
    return wrong


def test_a_keyboard_alone_takes_the_whole_call(headset):
    headset.keyboard.type(SAID)
    kind = headset.locator("[data-hints] [name=use_kind]").first
    reach(headset, kind)
    headset.keyboard.press("Enter")
    expect(headset.locator("#id_category")).to_have_value("CS01")
    write(headset, "Phường, xã", "phuong soc trang")
    write(headset, "Điện thoại của người gọi", "0912 345 678")
    press(headset, "Lưu và đọc mã")
    expect(headset.locator(".desk-spelled")).to_have_count(2)
    report = Report.objects.get()
    assert (report.source, report.commune.code) == ("phone", "31507")
    spoken = headset.locator(".desk-spelled .w-sr-only").all_inner_texts()
    assert spoken[0] == report.reference
    assert report.is_claimed_by(spoken[1])
    assert faults(headset) == []


def test_enter_in_a_box_saves_and_presses_no_hint(headset):
    headset.keyboard.type(SAID)
    expect(headset.locator("[data-hints] [name=use_kind]").first).to_be_visible()
    headset.locator("#id_category").select_option("CS01")
    headset.locator("#id_commune").fill("Phường Sóc Trăng")
    headset.locator("#id_commune").press("Enter")
    expect(headset.locator(".desk-spelled")).to_have_count(2)


def test_what_she_typed_survives_a_reload_but_not_who_called(headset):
    headset.keyboard.type(SAID)
    headset.locator("#id_contact_phone").fill("0912345678")
    headset.locator("#id_contact_name").fill("Trần Thị Lan")
    headset.reload()
    expect(headset.locator("#id_description")).to_have_value(SAID)
    kept = headset.evaluate(KEPT)
    assert "0912345678" not in kept
    assert "Lan" not in kept
    headset.locator("#id_category").select_option("CS01")
    headset.locator("#id_commune").fill("Phường Sóc Trăng")
    headset.get_by_role("button", name="Lưu và đọc mã").click()
    expect(headset.locator(".desk-spelled")).to_have_count(2)
    assert headset.evaluate(KEPT) is None


def test_somebody_else_was_quicker_and_the_caller_is_added(headset):
    known = ReportFactory(received=True)
    headset.keyboard.type(SAID)
    headset.locator("#id_category").select_option("CS01")
    headset.locator("#id_commune").fill("Phường Sóc Trăng")
    headset.locator("#id_address").fill("Đường Hai Bà Trưng")
    headset.locator("#id_contact_phone").fill("0912345678")
    add = headset.locator(f"[name=join][value={known.reference}]")
    expect(add).to_be_visible()
    assert faults(headset) == []
    add.click()
    expect(headset.locator("[data-entered] .w-sr-only")).to_have_text(known.reference)
    assert Follow.objects.get().phone == "+84912345678"
    assert Report.objects.count() == 1
