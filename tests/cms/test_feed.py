"""The feed of news, as feed readers read it."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from cms.feeds import NEWEST
from portal.common.moments import now

pytestmark = pytest.mark.django_db


def channel(client, path: str = "/tin-tuc/rss/") -> ElementTree.Element:
    answer = client.get(path)
    assert answer["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(answer.content).find("channel")  # noqa: S314 - our own feed.


def test_an_article_in_the_feed(client, write):
    write("Đèn & <b>sáng</b>", slug="den-sang", introduction="Chỉ hai ngày.")
    item = channel(client).find("item")
    assert item.findtext("title") == "Đèn & <b>sáng</b>"
    assert item.findtext("description") == "Chỉ hai ngày."
    assert item.findtext("link") == "http://testserver/tin-tuc/den-sang/"
    assert item.findtext("category") == "Chuyển đổi số"


def test_the_newest_first_and_no_drafts(client, write):
    write("Hôm qua", published_on=now() - timedelta(days=1))
    write("Hôm nay")
    write("Bản nháp", live=False)
    titles = [item.findtext("title") for item in channel(client).iter("item")]
    assert titles == ["Hôm nay", "Hôm qua"]


def test_the_feed_says_where_it_comes_from(client, news):
    feed = channel(client)
    assert feed.findtext("title") == "Tin từ Sóc Trăng Số"
    assert feed.findtext("link") == "http://testserver/tin-tuc/"
    assert feed.findtext("language") == "vi"


def test_the_feed_in_english_leads_to_pages_in_english(client, write):
    write("Đèn sáng")
    feed = channel(client, "/en/tin-tuc/rss/")
    assert feed.findtext("language") == "en"
    assert feed.find("item").findtext("link") == "http://testserver/en/tin-tuc/den-sang/"


def test_the_feed_is_short_and_quick(client, write, django_assert_max_num_queries):
    for number in range(NEWEST + 1):
        write(f"Tin {number}")
    with django_assert_max_num_queries(5):
        assert len(list(channel(client).iter("item"))) == NEWEST
