"""The newest reports of a choice as a feed, for whoever reads news with a program."""

from xml.etree import ElementTree as ET

import feedparser
import pytest

from services.reports.views import feed
from tests.services.reports.factories import CategoryFactory, ReportFactory

RSS = "/phan-anh/rss/"

pytestmark = pytest.mark.django_db


def channel(client, query: str = "") -> ET.Element:
    answer = client.get(RSS + query)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/rss+xml")
    assert not feedparser.parse(answer.content).bozo
    return ET.fromstring(answer.content).find("channel")  # noqa: S314 - our own.


def titles(client, query: str = "") -> list[str]:
    return [item.findtext("title") for item in channel(client, query).iter("item")]


def test_the_newest_stand_first_with_their_state(client):
    ReportFactory(received=True, overdue=True)
    ReportFactory(resolved=True)
    assert titles(client) == [
        "Đèn đường không sáng – Phường Sóc Trăng (Đã xử lý)",
        "Đèn đường không sáng – Phường Sóc Trăng (Đã tiếp nhận)",
    ]


def test_an_entry_leads_to_its_page(client):
    report = ReportFactory(received=True)
    item = channel(client).find("item")
    assert item.findtext("link").endswith(report.get_absolute_url())
    assert item.findtext("guid") == report.reference
    assert item.findtext("pubDate")


def test_it_follows_what_was_chosen_and_says_so(client):
    ReportFactory(received=True)
    ReportFactory(received=True, category=CategoryFactory(code="CS02", name="Cáp viễn thông rơi"))
    found = channel(client, "?topic=CS02&commune=31507")
    assert found.findtext("title") == "Phản ánh của người dân: Cáp viễn thông rơi, Phường Sóc Trăng"
    assert found.findtext("link").endswith("/phan-anh/?topic=CS02&commune=31507")
    assert len(found.findall("item")) == 1


def test_it_is_as_long_as_a_feed_should_be(client, monkeypatch):
    monkeypatch.setattr(feed, "NEWEST", 3)
    ReportFactory.create_batch(5, received=True)
    assert len(titles(client)) == 3


def test_nothing_that_nobody_may_read_stands_in_it(client):
    ReportFactory()
    ReportFactory(private=True, received=True)
    ReportFactory(received=True, description="Gọi tôi 0912345678, đèn hư ba đêm.")
    written = client.get(RSS).content.decode()
    assert len(titles(client)) == 1
    for secret in ("0912345678", "lan@example.vn", "Trần Thị Lan"):
        assert secret not in written


@pytest.mark.parametrize("count", [3, 12])
def test_it_asks_the_same_few_questions_however_long(client, django_assert_num_queries, count):
    ReportFactory.create_batch(count, received=True)
    with django_assert_num_queries(4):
        channel(client)
