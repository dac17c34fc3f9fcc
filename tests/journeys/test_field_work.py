"""Hoa drives to where the signal ends: what she does waits on her phone, and goes out once."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from services.reports import actions
from services.reports.models import Photo, Report, ReportEvent
from services.reports.workflow import State
from tests.journeys.axe import faults_as_it_is
from tests.pictures import a_photo
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.waiting import until

pytestmark = pytest.mark.browser

FIELD = "/quan-tri/thuc-dia/"
AT_THE_MARKET = {"latitude": 9.6033, "longitude": 105.9739}  # Some 44 m north of the lamp.
READY = """async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (!serviceWorker.controller)
        await new Promise(done => serviceWorker.addEventListener('controllerchange', done));
}"""
KEPT = """(store) => new Promise((done) => {
    const asked = indexedDB.open('thuc-dia', 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result); };
    };
})"""
BASES = "async () => (await indexedDB.databases()).map(({ name }) => name)"


@pytest.fixture
def lamp(home, hoa):
    """A lamp with a pin, of a kind that wants photos of before and after."""
    return ReportFactory(received=True, category=CategoryFactory(needs_pair=True))


def come_in(page: Page, officer) -> None:
    client = Client()
    client.force_login(officer)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    origin = page.context.pages[0].evaluate("location.origin")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])


@pytest.fixture
def phone(open_phone, lamp, hoa) -> Page:
    """A phone on which Hoa's list was opened once while there was a signal."""
    page = open_phone(geolocation=AT_THE_MARKET, permissions=["geolocation"])
    page.goto("/healthz")
    come_in(page, hoa)
    page.goto(FIELD)
    page.evaluate(READY)
    until(lambda: page.evaluate(KEPT, "reports"))
    return page


def do(page: Page, label: str, *, note: str = "", photos: int = 0) -> None:
    page.locator("#id_note").fill(note)
    shots = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(2000 + n, 1500)}
        for n in range(photos)
    ]
    page.locator("#id_photos").set_input_files(shots)
    page.get_by_role("button", name=label).click()


def waiting(page: Page):
    return page.locator("[data-queue-list] > li")


def open_one(page: Page, lamp) -> None:
    page.goto(f"{FIELD}{lamp.reference}/")
    expect(page.locator("[data-one] h2")).to_have_text(lamp.category.name)


def offline(page: Page) -> None:
    page.context.set_offline(True)


def test_three_things_done_without_network_are_three_events_with_their_photos(phone, lamp):
    offline(phone)
    open_one(phone, lamp)
    do(phone, "Đã đến nơi", photos=1)
    expect(waiting(phone)).to_have_count(1)
    do(phone, "Bắt đầu")
    expect(waiting(phone)).to_have_count(2)
    do(phone, "Xử lý xong", note="Đã thay bóng đèn.", photos=2)
    expect(waiting(phone)).to_have_count(3)
    assert not ReportEvent.objects.exists()

    phone.context.set_offline(False)
    expect(waiting(phone)).to_have_count(0)
    arrived, start, resolve = ReportEvent.objects.order_by("pk")
    assert [event.step for event in (arrived, start, resolve)] == ["arrived", "start", "resolve"]
    assert arrived.details == {"metres": 40}
    kinds = list(Photo.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == ["before", "after", "after"]
    assert max(Photo.objects.values_list("width", flat=True)) == 1600
    assert Report.objects.get().state == State.RESOLVED
    assert phone.evaluate(KEPT, "actions") == []


def test_an_answer_lost_on_its_way_back_does_not_do_it_twice(phone, lamp):
    def swallow(route):
        route.fetch()  # The portal has done it; the phone never hears so.
        route.abort("connectionreset")

    open_one(phone, lamp)
    phone.route("**/gui/", swallow)
    do(phone, "Đã đến nơi", photos=1)
    expect(waiting(phone)).to_have_count(1)
    expect(phone.locator("[data-trouble]")).to_contain_text("Không có mạng")
    until(ReportEvent.objects.exists)
    phone.unroute("**/gui/")
    phone.get_by_role("button", name="Gửi ngay").click()
    expect(waiting(phone)).to_have_count(0)
    assert ReportEvent.objects.count() == Photo.objects.count() == 1


def test_where_somebody_was_quicker_she_reads_so_and_decides(phone, lamp, hoa, ha):
    actions.add_note(lamp, by=hoa, note="Đi xem.")
    phone.reload()
    until(lambda: phone.evaluate(KEPT, "reports")[0]["seen"])
    offline(phone)
    open_one(phone, lamp)
    do(phone, "Hỏi người dân", note="Trụ số mấy ạ?")
    expect(waiting(phone)).to_have_count(1)
    actions.take_step(lamp, "start", by=ha)
    phone.context.set_offline(False)
    expect(waiting(phone)).to_contain_text(ha.name)
    assert Report.objects.get().state == State.IN_PROGRESS
    waiting(phone).get_by_role("button", name="Thử lại").click()
    expect(waiting(phone)).to_have_count(0)
    assert Report.objects.get().state == State.WAITING


def test_what_was_refused_can_be_dropped(phone, lamp, ha):
    offline(phone)
    open_one(phone, lamp)
    do(phone, "Bắt đầu")
    expect(waiting(phone)).to_have_count(1)
    actions.take_step(lamp, "start", by=ha)
    phone.context.set_offline(False)
    expect(waiting(phone).get_by_role("button", name="Thử lại")).to_be_visible()
    phone.on("dialog", lambda asked: asked.accept())
    waiting(phone).get_by_role("button", name="Bỏ").click()
    expect(waiting(phone)).to_have_count(0)
    assert phone.evaluate(KEPT, "actions") == []


def test_the_photo_that_is_owed_is_asked_for_on_the_spot(phone, lamp, hoa):
    actions.take_step(lamp, "start", by=hoa)
    open_one(phone, lamp)
    expect(phone.get_by_role("button", name="Xử lý xong")).to_be_visible()
    do(phone, "Xử lý xong", note="Đã thay bóng đèn.")
    expect(phone.locator("[data-wrong]")).to_contain_text("ảnh hiện nay")
    expect(waiting(phone)).to_have_count(0)


def test_the_nearest_comes_first_and_where_she_is_stays_with_her(phone, lamp):
    far = ReportFactory(received=True, overdue=True, lat=9.7, lon=105.97)
    phone.reload()
    rows = phone.locator("[data-row]")
    expect(rows.first).to_have_attribute("data-reference", far.reference)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.get_by_role("button", name="Gần nhất trước").click()
    expect(rows.first).to_have_attribute("data-reference", lamp.reference)
    expect(rows.first).to_contain_text("40 m")
    assert not any("9.60" in address for address in asked)


def test_without_network_the_list_opens_and_shows_no_contact(phone, lamp):
    offline(phone)
    phone.goto(FIELD)
    expect(phone.locator("[data-row]")).to_have_count(1)
    assert lamp.contact_phone not in phone.content()
    phone.locator("[data-row] a").click()
    expect(phone.locator("[data-one] h2")).to_have_text(lamp.category.name)


def test_everybody_can_use_it_with_a_network_and_without(phone, lamp):
    for address in (FIELD, f"{FIELD}{lamp.reference}/"):
        phone.goto(address)
        assert faults(phone) == []
    offline(phone)
    open_one(phone, lamp)
    do(phone, "Bắt đầu")
    expect(waiting(phone)).to_have_count(1)
    assert faults(phone) == []


def faults(page: Page) -> list[str]:
    wrong = faults_as_it_is(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("too wide")
    return wrong


def test_nothing_lies_in_a_cache_that_others_share(phone):
    kept = phone.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const asked of await (await caches.open(name)).keys()) found.push(asked.url);
            return found;
        }"""
    )
    assert not any("/quan-tri/" in address for address in kept)


def test_another_officer_on_the_same_phone_finds_nothing_of_hers(phone, lamp, dung):
    offline(phone)
    open_one(phone, lamp)
    do(phone, "Bắt đầu")
    expect(waiting(phone)).to_have_count(1)
    phone.goto("about:blank")
    come_in_as = Client()
    come_in_as.force_login(dung)
    cookie = come_in_as.cookies[settings.SESSION_COOKIE_NAME]
    (held,) = [c for c in phone.context.cookies() if c["name"] == cookie.key]
    phone.context.add_cookies([held | {"value": cookie.value}])
    phone.context.set_offline(False)
    phone.goto(FIELD)
    until(lambda: phone.evaluate(KEPT, "meta"))
    until(lambda: phone.evaluate(KEPT, "reports") == [])
    assert phone.evaluate(KEPT, "actions") == []
    assert not ReportEvent.objects.exists()


def test_signing_out_takes_it_along(phone):
    assert "thuc-dia" in phone.evaluate(BASES)
    phone.goto("/tai-khoan/dang-xuat/")
    phone.locator("main form button").click()
    phone.wait_for_url(lambda address: "dang-xuat" not in address)
    until(lambda: "thuc-dia" not in phone.evaluate(BASES))
