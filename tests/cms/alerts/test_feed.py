"""Alerts as a feed: an entry for each message, valid Atom, each with its CAP."""

from datetime import timedelta

import feedparser
import pytest
from lxml import etree

from portal.common.moments import now, travel_to
from tests.cms.alerts.test_cap import HOSTILE, SCHEMAS

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom", "cap": "urn:oasis:names:tc:emergency:cap:1.2"}
SCHEMA = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
DAY = timedelta(days=1)


@pytest.fixture
def feed(client):
    def read(query: str = "") -> etree._Element:
        answer = client.get(f"/canh-bao/atom/{query}")
        assert answer["Content-Type"].startswith("application/atom+xml")
        root = etree.fromstring(answer.content)
        SCHEMA.assertValid(root)
        assert not feedparser.parse(answer.content).bozo
        return root

    return read


def titles(root) -> list[str]:
    return [one.text for one in root.iterfind("a:entry/a:title", ATOM)]


def test_each_message_is_an_entry(feed, told, retell, take_back, time_machine):
    time_machine.move_to("2026-11-22T08:00+07:00", tick=False)
    message = told("Triều cường", level="warning")
    retell(message.alert, title="Triều cường lên cao")
    take_back(message.alert)
    root = feed()
    assert titles(root) == [
        "Đã hủy: Triều cường lên cao",
        "Triều cường lên cao",
        "Triều cường",
    ]
    assert len({one.text for one in root.iterfind("a:entry/a:id", ATOM)}) == 3
    assert root.findtext("a:entry/cap:msgType", namespaces=ATOM) == "Cancel"
    assert root.findtext("a:entry/cap:severity", namespaces=ATOM) == "Severe"
    assert root.findtext("a:entry/a:updated", namespaces=ATOM) == "2026-11-22T08:00:00+07:00"


def test_each_leads_to_its_cap(feed, client, told):
    told()
    (link,) = feed().iterfind("a:entry/a:link[@type='application/cap+xml']", ATOM)
    path = link.get("href").split("/", 3)[3]
    assert client.get(f"/{path}").status_code == 200


def test_an_empty_feed_is_valid_too(feed):
    root = feed()
    assert titles(root) == []
    assert root.findtext("a:updated", namespaces=ATOM).endswith("+07:00")


def test_of_one_commune(feed, client, told, soc_trang, phu_loi):
    told("Ở Sóc Trăng", areas=[soc_trang])
    told("Cả vùng")
    assert titles(feed("?xa=31510")) == ["Cả vùng"]
    assert client.get("/canh-bao/atom/?xa=99999").status_code == 404


def test_what_is_over_leaves_after_two_days(feed, told):
    with travel_to(now() - DAY):
        told("Hôm qua")
    with travel_to(now() - 3 * DAY):
        told("Hôm kia")
        told("Còn hiệu lực", ends_at=now() + 9 * DAY)
    assert titles(feed()) == ["Hôm qua", "Còn hiệu lực"]


def test_drafts_are_not_in_it(feed, an_alert):
    an_alert()
    assert titles(feed()) == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_valid_whatever_stands_in_it(feed, told, words):
    message = told()
    facts = dict.fromkeys(("title", "event", "source", "note"), words[:60].replace("\x00", "\x01"))
    facts |= dict.fromkeys(("text", "instruction"), words.replace("\x00", "\x01"))
    type(message).objects.filter(pk=message.pk).update(**facts)
    feed()


def test_it_may_be_kept_half_a_minute(client, told):
    assert "max-age=30" in client.get("/canh-bao/atom/")["Cache-Control"]
