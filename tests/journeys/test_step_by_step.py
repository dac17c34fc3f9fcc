"""The form for a report in a browser: its way back, what is wrong, danger, what is known."""

import pytest
from playwright.sync_api import Page, expect

from services.reports.models import Category, Report
from tests.journeys import axe
from tests.journeys.keyboard import press, reach
from tests.services.reports.factories import ReportFactory
from tests.services.reports.filling import choose_kind, fill_up_to, go_on

pytestmark = pytest.mark.browser

FORM = "/phan-anh/gui/"
WORDS = "Trụ điện nghiêng trước cổng chợ, dây sà xuống đường, gọi 0912 345 678."
PROGRESS = "[data-progress]"


@pytest.fixture
def portal(home, soc_trang, soc_trang_office, phu_loi, categories):
    """The portal, ready for a report."""


@pytest.fixture
def known(portal) -> Report:
    """What somebody reported already, before the market."""
    return ReportFactory(
        received=True,
        with_photos=True,
        category=Category.objects.get(code="CS02"),
        description="Trụ điện nghiêng trước cổng chợ",
        address="Trước cổng chợ",
    )


def at_where(page: Page) -> None:
    """The emergency of the fallen pole, as far as its place."""
    page.goto(FORM)
    fill_up_to(page, "where", words=WORDS, code="CS02")
    page.locator("#id_commune").fill("phuong soc trang")
    page.locator("#id_address").fill("Trước cổng chợ")


def test_the_browsers_way_back_goes_one_step_back(open_phone, portal):
    page = open_phone()
    page.goto(FORM)
    fill_up_to(page, "where", words=WORDS)
    expect(page.locator(PROGRESS)).to_have_text("Bước 3 trên 5")
    expect(page.locator("#where-title")).to_be_focused()
    page.go_back()
    expect(page.locator("#details-title")).to_be_focused()
    expect(page.locator(PROGRESS)).to_have_text("Bước 2 trên 5")
    page.go_back()
    expect(page.locator("#id_description")).to_have_value(WORDS)
    page.go_forward()
    expect(page.locator("#details-title")).to_be_visible()
    assert page.complaints == []


def test_what_was_typed_before_the_script_came_suggests_kinds_too(open_phone, portal):
    page, late = open_phone(), []
    page.route("**/report*.js", lambda route: late.append(route))
    with page.expect_request("**/report*.js"):
        page.goto(FORM, wait_until="commit")
    page.locator("#id_description").fill("den duong truoc cong cho hu 3 dem nay")
    with page.expect_event("domcontentloaded"):
        late.pop().continue_()
    expect(page.get_by_text("Theo lời bạn viết")).to_be_visible()


def test_what_is_wrong_is_said_by_the_page_and_all_is_kept(open_phone, portal):
    page = open_phone()
    page.goto(FORM)
    fill_up_to(page, "where", words=WORDS)
    page.locator("#id_commune").fill("Phường Không Có")
    page.locator(".gui__buttons [value=next]").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator("#id_commune")).to_be_visible()
    expect(page.locator("#id_description")).to_have_value(WORDS)
    page.locator("#id_commune").fill("Phường Sóc Trăng")
    go_on(page, "who")


def test_what_is_changed_from_the_last_step_leads_back_to_it(open_phone, portal):
    page = open_phone()
    page.goto(FORM)
    fill_up_to(page, "check", words=WORDS)
    expect(page.locator("mark")).to_have_text("0912 345 678")
    page.get_by_role("button", name="Tôi tự bỏ ra").click()
    page.locator("#id_description").fill("Trụ điện nghiêng trước cổng chợ.")
    go_on(page, "check")
    expect(page.locator("[data-summary]")).to_contain_text("Trụ điện nghiêng trước cổng chợ.")
    expect(page.locator("mark")).to_have_count(0)


def test_each_kind_asks_its_own_questions(open_phone, portal):
    page = open_phone()
    page.goto(FORM)
    fill_up_to(page, "details", words="Ổ gà to giữa đường, té xe hoài", code="GT01")
    page.locator(".gui__buttons [value=next]").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Kích thước ước lượng")
    page.get_by_label("Lớn hơn 1 m").check()
    page.get_by_role("group", name="Có gây nguy hiểm").get_by_label("Có", exact=True).check()
    go_on(page, "where")
    page.locator(".gui__buttons [value=back]").click()
    page.locator(".gui__buttons [value=back]").click()
    choose_kind(page, "CS01")
    go_on(page, "details")
    expect(page.get_by_label("Lớn hơn 1 m")).to_be_hidden()
    go_on(page, "where")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-js", "without-js"])
def test_danger_comes_first_and_what_is_known_is_joined(open_phone, known, javascript):
    page = open_phone(javascript=javascript)
    page.goto(FORM)
    fill_up_to(page, "details", words=WORDS, code="CS02")
    expect(page.locator("[data-emergency-card]").get_by_role("link", name="115")).to_be_visible()
    go_on(page, "where")
    page.locator("#id_commune").fill("phuong soc trang")
    page.locator("#id_address").fill("Trước cổng chợ")
    go_on(page, "similar")
    page.get_by_label("Đúng là việc này").check()
    go_on(page, "who")
    go_on(page, "check")
    expect(page.locator("[data-summary]")).to_contain_text(known.reference)


def test_without_scripts_the_way_back_keeps_everything(open_phone, portal):
    page = open_phone(javascript=False)
    page.goto(FORM)
    fill_up_to(page, "where", words=WORDS)
    for step in ("details", "kind", "what"):
        page.get_by_role("button", name="Quay lại").click()
        expect(page.locator(f"[data-section={step}]")).to_be_visible()
    expect(page.locator("#id_description")).to_have_value(WORDS)
    fill_up_to(page, "where", words=WORDS)


def test_with_a_keyboard_alone_and_without_a_map(open_phone, portal):
    page = open_phone()
    page.goto(FORM)
    reach(page, page.locator("#id_description"))
    page.keyboard.type("den duong truoc cong cho hu 3 dem nay")
    reach(page, page.locator("[data-suggested] input").first)
    page.keyboard.press("Space")
    press(page, "Tiếp tục")
    expect(page.locator("#details-title")).to_be_focused()
    press(page, "Tiếp tục")
    expect(page.locator("#where-title")).to_be_focused()
    reach(page, page.locator("#id_commune"))
    page.keyboard.type("Phường Sóc Trăng")
    page.keyboard.press("Escape")
    press(page, "Tiếp tục")
    expect(page.locator("#who-title")).to_be_focused()
    press(page, "Tiếp tục")
    expect(page.locator("#check-title")).to_be_focused()
    press(page, "Gửi phản ánh")
    page.get_by_role("heading", level=1, name="Đã nhận phản ánh của bạn").wait_for()
    assert page.complaints == []


def test_axe_finds_nothing_in_any_step(open_phone, known):
    page = open_phone()
    at_where(page)
    found = [*faults(page, "where")]
    go_on(page, "similar")
    found += faults(page, "similar")
    go_on(page, "who")
    page.locator("[name=who][value=named]").check()
    found += faults(page, "who")
    go_on(page, "check")
    found += faults(page, "check")
    page.locator("[data-summary] [data-step=details]").first.click()
    found += faults(page, "details")
    page.locator(".gui__buttons [value=back]").click()
    found += faults(page, "what")
    assert found == []


def faults(page: Page, step: str) -> list[str]:
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), step
    return axe.faults(page, step)
