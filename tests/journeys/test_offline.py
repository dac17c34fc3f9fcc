"""Lan writes where the signal ends: what she wrote waits on her phone, and goes out once."""

import re

import pytest
from playwright.sync_api import Page, expect

from services.reports.models import Report
from tests.people import PASSWORD
from tests.pictures import a_photo
from tests.waiting import until

pytestmark = pytest.mark.browser

WORDS = "Đèn đường trước cổng chợ hư ba đêm nay, bà con sợ té xe."
# The form is kept on the phone, and the worker that keeps it answers for this page.
READY = """async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (!serviceWorker.controller)
        await new Promise(done => serviceWorker.addEventListener('controllerchange', done));
}"""
KEPT = """() => new Promise((done) => {
    const asked = indexedDB.open('soctrang', 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction('reports').objectStore('reports').getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result); };
    };
})"""

KEPT_PAGES = """async () => {
    const texts = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const asked of await cache.keys())
            texts.push([new URL(asked.url).pathname, await (await cache.match(asked)).text()]);
    }
    return texts;
}"""


@pytest.fixture
def portal(home, soc_trang, soc_trang_office, phu_loi, categories):
    """The portal, ready for a report."""


@pytest.fixture
def phone(open_phone, portal) -> Page:
    """A phone on which the form was opened once while there was a signal."""
    page = open_phone()
    page.goto("/phan-anh/gui/")
    page.evaluate(READY)
    return page


def write(page: Page, words: str = WORDS, *, photos: int = 1) -> None:
    """Every step up to the last button."""
    page.locator("#id_description").fill(words)
    page.locator("[data-kinds] > summary").click()
    page.locator("label.tile", has=page.locator("#id_kind_CS01")).click()
    go_on(page, "details")
    shots = [
        {"name": f"IMG_{n}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(320 + n, 240)}
        for n in range(photos)
    ]
    page.locator("input[type=file][name=photos]").set_input_files(shots)
    expect(page.locator(".photos img")).to_have_count(photos)
    go_on(page, "where")
    page.locator("#id_commune").fill("Phường Sóc Trăng")
    go_on(page, "who")
    go_on(page, "check")


def go_on(page: Page, step: str) -> None:
    page.locator(".gui__buttons [value=next]").click()
    expect(page.locator(f"[data-section={step}]")).to_be_visible()


HOW_MANY_WAIT = "Number(localStorage.getItem('queue:waiting') ?? 0)"


def send(page: Page) -> None:
    page.locator(".gui__buttons [value=send]").click()


def write_offline(page: Page, words: str = WORDS, *, photos: int = 1) -> None:
    """A report that has to wait."""
    page.goto("/phan-anh/gui/")
    write(page, words, photos=photos)
    before = page.evaluate(HOW_MANY_WAIT)
    send(page)
    page.wait_for_function(f"before => {HOW_MANY_WAIT} > before", arg=before)
    expect(card(page, "Đang chờ mạng").last).to_be_visible()


def card(page: Page, title: str):
    return page.locator("[data-queue-list] > li").filter(has_text=title)


def received(page: Page):
    return card(page, "Đã nhận phản ánh của bạn")


def test_three_reports_without_network_are_stored_once_each_with_their_photos(phone):
    phone.context.set_offline(True)
    for number in (1, 2, 3):
        write_offline(phone, f"{WORDS} Trụ số {number}.", photos=number)
    expect(card(phone, "Đang chờ mạng")).to_have_count(3)
    assert not Report.objects.exists()

    phone.context.set_offline(False)
    expect(received(phone)).to_have_count(3)
    stored = {report.description[-2]: report.photos.count() for report in Report.objects.all()}
    assert stored == {"1": 1, "2": 2, "3": 3}
    codes = received(phone).locator("[data-reference]").all_inner_texts()
    assert sorted(codes) == sorted(Report.objects.values_list("reference", flat=True))
    assert Report.objects.count() == 3


def test_the_secret_code_is_shown_until_she_has_noted_it(phone):
    phone.context.set_offline(True)
    write_offline(phone)
    phone.context.set_offline(False)
    secret = received(phone).locator("[data-claim]").inner_text()
    assert Report.objects.get().is_claimed_by(secret)
    phone.reload()
    expect(received(phone).locator("[data-claim]")).to_have_text(secret)
    phone.get_by_role("button", name="Tôi đã ghi lại mã").click()
    expect(phone.locator("[data-queue-box]")).to_be_hidden()
    assert phone.evaluate(KEPT) == []


def test_what_was_sent_leaves_neither_words_nor_photos_nor_names_on_the_phone(phone):
    phone.context.set_offline(True)
    phone.goto("/phan-anh/gui/")
    write(phone)
    phone.locator(".gui__buttons [value=back]").click()
    phone.locator("label[for=id_who_1]").click()
    phone.locator("#id_contact_name").fill("Trần Thị Lan")
    go_on(phone, "check")
    send(phone)
    expect(card(phone, "Đang chờ mạng")).to_be_visible()
    assert phone.evaluate("localStorage.getItem('keep:report')") is None
    phone.context.set_offline(False)
    expect(received(phone)).to_be_visible()
    (left,) = phone.evaluate(KEPT)
    assert set(left) == {"key", "at", "label", "state", "receipt"}
    assert set(left["receipt"]) == {"reference", "claim_code", "url", "due_on"}
    assert Report.objects.get().contact_name == "Trần Thị Lan"


def test_with_a_network_the_answer_comes_at_once_and_nothing_waits(phone):
    write(phone)
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã nhận phản ánh của bạn")
    assert phone.evaluate(KEPT) == []
    assert Report.objects.get().photos.count() == 1


def test_an_answer_lost_on_its_way_back_does_not_make_a_second_report(phone):
    def swallow(route):
        route.fetch()  # The portal has stored it; the phone never hears so.
        route.abort("connectionreset")

    asked = re.compile(r"/phan-anh/gui/$")
    write(phone)
    phone.route(asked, lambda r: swallow(r) if r.request.method == "POST" else r.continue_())
    send(phone)
    expect(card(phone, "Đang chờ mạng").or_(received(phone))).to_be_visible()
    until(Report.objects.exists)
    phone.unroute(asked)
    phone.evaluate("dispatchEvent(new Event('online'))")  # Unless it has tried again by itself.
    expect(received(phone)).to_be_visible()
    stored = Report.objects.get()
    assert received(phone).locator("[data-reference]").inner_text() == stored.reference
    assert stored.photos.count() == 1


def test_two_tabs_that_see_the_network_return_send_each_report_once(phone):
    phone.context.set_offline(True)
    for number in (1, 2):
        write_offline(phone, f"{WORDS} Trụ số {number}.")
    other = phone.context.new_page()
    other.goto("/phan-anh/cho-gui/")
    posts = []
    for page in (phone, other):
        page.on("request", lambda asked: posts.append(asked) if asked.method == "POST" else None)
    phone.context.set_offline(False)
    for page in (phone, other):
        expect(received(page)).to_have_count(2)
    assert Report.objects.count() == 2
    assert len(posts) <= 2  # The service worker may have been the one.


def test_what_the_portal_refuses_is_kept_and_can_be_mended(phone):
    phone.context.set_offline(True)
    phone.goto("/phan-anh/gui/")
    write(phone, photos=2)
    phone.locator("#id_commune").evaluate("box => box.value = 'Xứ Không Có'")
    send(phone)
    expect(card(phone, "Đang chờ mạng")).to_be_visible()
    phone.context.set_offline(False)
    refused = card(phone, "Có chỗ cần sửa")
    expect(refused).to_contain_text("Xứ Không Có")
    refused.get_by_role("link", name="Sửa và gửi lại").click()
    expect(phone.locator("#id_description")).to_have_value(WORDS)
    expect(phone.locator("#id_commune")).to_have_attribute("aria-invalid", "true")
    expect(phone.locator("#id_commune")).to_be_visible()
    phone.locator("#id_commune").fill("Phường Sóc Trăng")
    go_on(phone, "who")
    go_on(phone, "check")
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã nhận phản ánh của bạn")
    assert Report.objects.get().photos.count() == 2
    assert phone.evaluate(KEPT) == []


def test_what_is_wrong_is_said_at_its_field_and_the_photos_stay(phone):
    write(phone, photos=2)
    phone.locator("#id_commune").evaluate("box => box.value = 'Xứ Không Có'")
    send(phone)
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Xứ Không Có")
    expect(phone.locator("#id_commune")).to_have_attribute("aria-invalid", "true")
    phone.locator("#id_commune").fill("Phường Sóc Trăng")
    go_on(phone, "who")
    go_on(phone, "check")
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã nhận phản ánh của bạn")
    assert Report.objects.get().photos.count() == 2


def test_a_report_is_not_thrown_away_by_one_press(phone):
    phone.context.set_offline(True)
    write_offline(phone)
    phone.get_by_role("button", name="Bỏ", exact=True).click()
    phone.get_by_role("button", name="Giữ lại").click()
    expect(card(phone, "Đang chờ mạng")).to_be_visible()
    phone.get_by_role("button", name="Bỏ", exact=True).click()
    phone.get_by_role("button", name="Bỏ hẳn").click()
    expect(phone.locator("[data-queue-box]")).to_be_hidden()
    assert phone.evaluate(KEPT) == []


def test_a_busy_portal_is_asked_again_later_and_nothing_is_lost(phone):
    asked = re.compile(r"/phan-anh/gui/$")
    busy = {"status": 503, "headers": {"Retry-After": "3600"}}
    write(phone)
    phone.route(asked, lambda r: r.fulfill(**busy) if r.request.method == "POST" else r.continue_())
    send(phone)
    expect(card(phone, "Cổng đang bận")).to_be_visible()
    phone.unroute(asked)
    phone.reload()
    expect(card(phone, "Cổng đang bận")).to_be_visible()
    phone.get_by_role("button", name="Gửi ngay").click()
    expect(received(phone)).to_be_visible()


def test_a_report_written_over_a_month_ago_is_kept_with_a_warning(phone):
    phone.context.set_offline(True)
    write_offline(phone)
    phone.clock.set_fixed_time("2030-01-01T00:00:00Z")
    phone.goto("/phan-anh/cho-gui/")
    expect(card(phone, "hơn 30 ngày")).to_be_visible()


def test_without_network_another_page_says_so_and_leads_to_the_form(phone):
    phone.context.set_offline(True)
    phone.goto("/thu-tuc/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    phone.get_by_role("link", name="Viết phản ánh").click()
    expect(phone.locator("form[data-queue]")).to_be_visible()


def test_every_page_tells_how_many_wait_and_leads_there(phone):
    phone.context.set_offline(True)
    write_offline(phone)
    write_offline(phone, f"{WORDS} Trụ bên kia.")
    phone.goto("/")
    badge = phone.get_by_role("link", name="phản ánh trên máy này")
    expect(badge).to_contain_text("2")
    badge.click()
    expect(card(phone, "Đang chờ mạng")).to_have_count(2)


def test_what_waits_goes_out_from_whatever_page_sees_the_network(phone):
    phone.context.set_offline(True)
    write_offline(phone)
    phone.goto("/tra-cuu/")
    phone.context.set_offline(False)
    until(Report.objects.exists)


def test_the_kept_form_knows_nothing_of_who_is_signed_in(open_phone, portal, lan):
    page = open_phone()
    page.goto("/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill("lan@example.vn")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(lan.name)
    page.goto("/phan-anh/gui/")
    page.evaluate(READY)
    pages = {
        path: text for path, text in page.evaluate(KEPT_PAGES) if not path.startswith("/static/")
    }
    assert set(pages) == {"/phan-anh/gui/", "/phan-anh/cho-gui/", "/ngoai-mang/"}
    assert "lan@example.vn" in page.content()
    assert not any("lan@example.vn" in text or lan.name in text for text in pages.values())
