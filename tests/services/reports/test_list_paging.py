"""A long list, page after page: nothing twice, nothing left out, whatever comes meanwhile."""

import re
from datetime import timedelta
from html import unescape

import pytest

from portal.common.keyset import cursor, read
from portal.common.moments import now
from services.reports import reach
from services.reports.models import Report
from services.reports.views import listing
from tests.services.reports.factories import ReportFactory

LIST = "/phan-anh/"
LINK = re.compile(r'<a href="([^"]+)" rel="(prev|next)"')

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven() -> list[Report]:
    """Seven reports, the newest first; three of them came in the same moment."""
    moments = [now() - timedelta(hours=hours) for hours in (1, 2, 3, 3, 3, 4, 5)]
    for moment in moments:
        ReportFactory(received=True, created_at=moment)
    return list(Report.objects.newest_first())


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 3)


def turn(client, address: str, way: str) -> tuple[str, list[Report]]:
    """The address behind “older” or “newer”, and what stands there."""
    links = {rel: unescape(link) for link, rel in LINK.findall(page(client, address))}
    there = LIST + links[way]
    return there, rows(client, there)


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def rows(client, address: str) -> list[Report]:
    return client.get(address).context["page"].rows


def ways(client, address: str) -> set[str]:
    return {rel for _link, rel in LINK.findall(page(client, address))}


def test_older_and_newer_lead_through_everything_and_back(client, seven):
    assert rows(client, LIST) == seven[:3]
    second, shown = turn(client, LIST, "next")
    assert shown == seven[3:6]
    third, shown = turn(client, second, "next")
    assert shown == seven[6:]
    back, shown = turn(client, third, "prev")
    assert shown == seven[3:6]
    assert turn(client, back, "prev")[1] == seven[:3]


def test_the_ends_lead_no_further(client, seven):
    assert ways(client, LIST) == {"next"}
    second, _shown = turn(client, LIST, "next")
    assert ways(client, second) == {"next", "prev"}
    third, _shown = turn(client, second, "next")
    assert ways(client, third) == {"prev"}


def test_what_comes_meanwhile_moves_nothing(client, seven):
    second, shown = turn(client, LIST, "next")
    ReportFactory.create_batch(4, received=True, created_at=now())
    assert rows(client, second) == shown


def test_a_page_before_the_first_is_the_first(client, seven):
    word = cursor(seven[1].created_at, seven[1].pk)
    assert rows(client, f"{LIST}?truoc={word}") == seven[:3]


def test_a_page_keeps_what_was_chosen(client, seven):
    address, shown = turn(client, f"{LIST}?q=den&commune=31507", "next")
    assert address.startswith(f"{LIST}?q=den&commune=31507&sau=")
    assert shown == seven[3:6]


NO_CURSORS = ["x", "99", "a" * 61, "MTIz", "MS4y.", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjE"]


@pytest.mark.parametrize("word", NO_CURSORS)
def test_a_cursor_that_makes_no_sense_shows_the_first_page(client, seven, word):
    assert rows(client, f"{LIST}?sau={word}") == seven[:3]
    assert rows(client, f"{LIST}?truoc={word}") == seven[:3]


def test_a_cursor_says_nothing_wrong_of_time():
    moment = now()
    assert read(cursor(moment, 7)) == (moment, 7)


def test_a_search_that_stops_leads_on_to_the_rest(client, seven, monkeypatch):
    """On SQLite a page looks through so many; PostgreSQL's index finds all of them at once."""
    monkeypatch.setattr(reach, "AT_ONCE", 2)
    monkeypatch.setattr(reach, "is_indexed", lambda: False)
    Report.objects.exclude(pk__in=[seven[4].pk, seven[6].pk]).update(folded="")
    address, found = f"{LIST}?q=den", []
    for _page in range(4):
        found += rows(client, address)
        if "next" in ways(client, address):
            address, _shown = turn(client, address, "next")
    assert found == [seven[4], seven[6]]
    assert "next" not in ways(client, address)


def test_many_pages_later_a_page_asks_no_more(client, seven, django_assert_num_queries):
    second, _shown = turn(client, LIST, "next")
    third, _shown = turn(client, second, "next")
    with django_assert_num_queries(9):
        client.get(third)
