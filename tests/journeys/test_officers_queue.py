"""Hoa works through her queue by the keyboard; and it stays fresh without losing her place."""

import pytest
from playwright.sync_api import expect

from services.reports.models import Report
from tests.services.reports.factories import ReportFactory

pytestmark = pytest.mark.browser

QUEUE = "/quan-tri/phan-anh/"


@pytest.fixture
def three(home, hoa):
    return [ReportFactory(), ReportFactory(), ReportFactory(assigned=True, assignee=hoa)]


@pytest.fixture
def queue(open_phone, hoa, three, settings):
    settings.STAFF_SECOND_FACTOR = False
    page = open_phone(viewport={"width": 1280, "height": 900})
    page.goto(f"/tai-khoan/dang-nhap/?next={QUEUE}")
    page.fill("input[name=login]", hoa.email)
    page.fill("input[name=password]", "soctrang-demo")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("[data-queue-row]")).to_have_count(3)
    page.wait_for_load_state("load")  # By then the keys are heard.
    return page


def link(page, report: Report):
    return page.get_by_role("link", name=report.reference, exact=True)


def test_keys_move_choose_search_and_open(queue, three):
    first, _second, mine = three
    queue.keyboard.press("j")
    expect(link(queue, first)).to_be_focused()
    queue.keyboard.press("j")
    queue.keyboard.press("x")
    expect(queue.locator("[data-bulk-action-checkbox]:checked")).to_have_count(1)
    expect(queue.get_by_role("link", name="Tiếp nhận")).to_be_visible()
    queue.keyboard.press("x")
    queue.keyboard.press("/")
    expect(queue.locator("#id_q")).to_be_focused()
    queue.keyboard.type("jxgm")
    expect(queue.locator("#id_q")).to_have_value("jxgm")
    queue.goto(QUEUE, wait_until="load")
    queue.keyboard.press("g")
    queue.keyboard.press("m")
    queue.wait_for_url("**/phan-anh/?scope=mine", wait_until="load")
    expect(queue.locator("[data-queue-row]")).to_have_count(1)
    queue.keyboard.press("j")
    queue.keyboard.press("o")
    expect(queue.get_by_role("heading", level=1)).to_contain_text(mine.category.name)


def test_the_keys_are_listed_by_a_key_and_by_a_button(queue):
    listed = queue.get_by_role("dialog", name="Phím tắt").get_by_text("Phản ánh kế tiếp")
    queue.keyboard.press("?")
    expect(listed).to_be_visible()
    queue.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    queue.get_by_role("button", name="Phím tắt").click()
    expect(listed).to_be_visible()


def test_it_stays_fresh_and_keeps_the_place(queue, three):
    for report in three[:2]:
        queue.keyboard.press("j")
        expect(link(queue, report)).to_be_focused()
    ReportFactory(overdue=True)
    queue.evaluate("document.dispatchEvent(new Event('queue:refresh'))")
    expect(queue.locator("[data-queue-row]")).to_have_count(4)
    expect(link(queue, three[1])).to_be_focused()
    expect(queue.locator("[data-queue-said]")).to_have_text("Mới trong danh sách: 1.")


def test_it_leaves_whoever_has_chosen_something_alone(queue):
    queue.locator("[data-bulk-action-checkbox]").first.click()
    asked = []
    queue.on("request", lambda request: asked.append(request.url))
    queue.evaluate("document.dispatchEvent(new Event('queue:refresh'))")
    queue.locator("[data-bulk-action-checkbox]").first.click()
    with queue.expect_response("**/lam-moi/**"):
        queue.evaluate("document.dispatchEvent(new Event('queue:refresh'))")
    assert len([url for url in asked if "lam-moi" in url]) == 1
