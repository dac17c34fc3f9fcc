"""By the links in a letter she changes what she reads, stops, and comes back."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cms.models import Subscription
from portal.common.moments import now
from services.notifications.models import OptOut
from services.privacy import retention
from tests.cms.newsletter.reading import (
    MAIL,
    MONDAY,
    ONE_DAY,
    TUESDAY,
    address,
    letters_of,
    published,
    reader,
)
from tests.site import topic_called

pytestmark = pytest.mark.django_db
BUTTON = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter(write, drain):
    """Lan's letter of Monday."""
    reader()
    published(write, "Chợ số mở cửa")
    return letters_of(drain)[0]


def way_out(letter) -> str:
    return letter.extra_headers["List-Unsubscribe"].strip("<>")


def test_a_mail_program_presses_the_button_for_lan(letter, write, drain):
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    program = Client(enforce_csrf_checks=True)
    for _press in range(2):
        assert program.post(way_out(letter), BUTTON).status_code == 200
    published(write, "Tin sau đó", at=MONDAY + timedelta(hours=2))
    assert letters_of(drain, TUESDAY) == []
    assert not OptOut.objects.exists()  # Whatever else she follows stays.


def test_looking_at_the_links_changes_nothing(client, letter):
    for link in (way_out(letter), way_out(letter).replace("/thoi/", "/cua-toi/")):
        assert client.get(link).status_code == 200
    assert Subscription.objects.running().exists()


def test_stopped_by_mistake_it_comes_back_as_it_was(client, letter, write, drain):
    topic = topic_called("huong-dan")
    Subscription.objects.get().topics.add(topic)
    assert "bấm một lần là nhận lại" in client.post(way_out(letter)).content.decode()
    again = way_out(letter).replace("/thoi/", "/nhan-lai/")
    assert client.get(again).status_code == 405
    published(write, "Lúc đã thôi", at=now(), topic=topic)
    assert "Bạn lại nhận được tin" in client.post(again, follow=True).content.decode()
    [lan] = Subscription.objects.running()
    assert list(lan.topics.all()) == [topic]
    assert letters_of(drain, now() + ONE_DAY) == []


def test_her_own_page_shows_the_way_back_while_it_is_stopped(client):
    lan = reader(stopped_at=now())
    assert "/ban-tin/nhan-lai/" in client.get(address("cua-toi", lan)).content.decode()


def test_she_changes_what_she_reads(client, soc_trang):
    lan = reader(topics=[topic_called("huong-dan")])
    page = client.get(address("cua-toi", lan)).content.decode()
    assert "checked" in page.split('value="huong-dan"')[1].split(">")[0]
    assert MAIL not in page
    said = {"rhythm": "weekly", "topics": ["chuyen-doi-so"], "communes": ["31507"]}
    assert "Đã lưu" in client.post(address("cua-toi", lan), said, follow=True).content.decode()
    lan.refresh_from_db()
    assert lan.rhythm == "weekly"
    assert [topic.slug for topic in lan.topics.all()] == ["chuyen-doi-so"]
    assert list(lan.communes.all()) == [soc_trang]


def test_what_is_wrong_is_asked_for_again(client, home):
    lan = reader()
    assert client.post(address("cua-toi", lan), {"rhythm": "hourly"}).status_code == 422


def test_where_nobody_said_yes_the_links_lead_nowhere(client):
    lan = reader(confirmed_at=None)
    for page in ("cua-toi", "thoi", "nhan-lai"):
        assert client.post(address(page, lan)).status_code == 404


def test_a_week_later_nothing_of_her_is_kept(client):
    stopped = reader(stopped_at=now() - 6 * ONE_DAY, created_at=now() - 9 * ONE_DAY)
    reader("minh@example.vn", confirmed_at=None, created_at=now() - 8 * ONE_DAY)
    kept = reader("hoa@example.vn", since=now() - 800 * ONE_DAY)
    with time_machine.travel(now() + 2 * ONE_DAY, tick=False):
        retention.apply(retention.RULES["newsletter"])
    assert list(Subscription.objects.all()) == [kept]
    assert client.get(address("thoi", stopped)).status_code == 404
