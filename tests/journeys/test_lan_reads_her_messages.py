"""Lan is told of her lamp, reads it, and says how she wants to be told from now on."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import expect

from portal.jobs.worker import Worker
from services.notifications import outbox, unsubscribe
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message, Preferences
from tests.journeys.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INBOX, SETTINGS = "/tai-khoan/tin-nhan/", "/tai-khoan/nhan-tin/"


@pytest.fixture
def told(lan) -> Message:
    """What lies in Lan's inbox about her lamp."""
    with transaction.atomic():
        facts = {
            "reference": "PA-7K3M-92",
            "path": "/phan-anh/PA-7K3M-92/",
            "note": "Đã thay bóng.",
        }
        outbox.post(Contact(user=lan, email="lan@example.vn"), "tests/lamp", key="17", **facts)
    Worker("test").drain()
    return Message.objects.get(channel=Channel.INBOX)


@pytest.fixture
def open_lans(open_phone, lan, live_server):
    """Lan's telephone, where she has signed in."""

    def opened(**options):
        client = Client()
        client.force_login(lan)
        page = open_phone(**options)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return opened


@pytest.mark.parametrize("javascript", [True, False])
def test_lan_reads_and_chooses(open_lans, told, lan, javascript):
    page = open_lans(javascript=javascript)
    page.goto(INBOX)
    page.get_by_role("link", name="Đã nhận phản ánh PA-7K3M-92").click()
    expect(page.get_by_text("Đã thay bóng.")).to_be_visible()
    page.get_by_role("link", name="Về danh sách tin").click()
    expect(page.get_by_role("link", name="Đã nhận phản ánh PA-7K3M-92")).to_be_visible()
    expect(page.get_by_text("chưa đọc")).to_have_count(0)

    page.get_by_role("link", name="Chọn cách nhận tin").click()
    page.get_by_label("Không gửi qua email").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Từ nay bạn sẽ nhận tin như vậy")).to_be_visible()
    assert Preferences.objects.get(user=lan).followed_email == "never"


def test_a_keyboard_is_enough(open_lans, told, lan):
    page = open_lans()
    page.goto(SETTINGS)
    page.get_by_label("Trong hộp thư trên cổng").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    for _stop in ("language", "button"):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wishes = Preferences.objects.get(user=lan)
    assert (wishes.followed_inbox, wishes.followed_email) == (False, "now")


def test_on_paper_stands_the_message_and_nothing_to_press(open_lans, told):
    page = open_lans()
    page.goto(f"{INBOX}{told.uid}/")
    page.emulate_media(media="print")
    assert page.get_by_text("Đã thay bóng.").is_visible()
    assert not page.locator(".area__nav").is_visible()
    assert not page.locator("main button").first.is_visible()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_lans, told):
    letter = Message.objects.get(channel=Channel.EMAIL)
    way_out = unsubscribe.link(letter).removeprefix(settings.SITE_URL)
    addresses = [INBOX, f"{INBOX}{told.uid}/", f"{INBOX}?page=1", SETTINGS, way_out]
    page, found = open_lans(viewport={"width": 320, "height": 700}), []
    for address in addresses:
        page.goto(address)
        found += faults(page, address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{address} is too wide")
    assert found == []
    assert page.complaints == []
