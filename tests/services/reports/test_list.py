"""The public list: what officers have read, narrowed by choice, in a few questions."""

from datetime import datetime

import pytest

from services.reports import tallies
from services.reports.models import Category, Report
from services.reports.views import listing
from services.reports.workflow import SHOWN, State
from tests.people import commune_named
from tests.services.reports.factories import (
    CategoryFactory,
    CategoryGroupFactory,
    ReportFactory,
    in_state,
)

LIST = "/phan-anh/"

pytestmark = pytest.mark.django_db


def a_pipe() -> Category:
    """A kind of another group than the lamps'."""
    water = CategoryGroupFactory(code="NS", name="Nước sạch")
    return CategoryFactory(code="NS01", name="Vỡ ống nước", group=water)


def shown(client, address=LIST) -> list[Report]:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["page"].rows


@pytest.mark.parametrize("state", State)
def test_a_report_is_listed_once_an_officer_read_it(client, state):
    report = in_state(state)
    assert shown(client) == ([report] if state in SHOWN else [])


def test_a_private_one_is_never_listed(client, lan):
    ReportFactory(private=True, received=True, reporter=lan)
    client.force_login(lan)
    assert shown(client) == []


def test_the_newest_stands_first(client):
    older, newer = ReportFactory(received=True, overdue=True), ReportFactory(received=True)
    assert shown(client) == [newer, older]


@pytest.mark.parametrize("typed", ["hai bà trưng", "HAI BA TRUNG", "đèn", "den cho", "PA-7K3M-92"])
def test_words_are_found_with_or_without_marks(client, typed):
    lamp = ReportFactory(received=True, reference="PA-7K3M-92")
    ReportFactory(received=True, description="Rác chưa gom hai ngày.", address="Hẻm 45")
    found = shown(client, f"{LIST}?q={typed}")
    assert lamp in found
    assert len(found) == (1 if typed != "đèn" else 2)  # Both are about lamps by their kind.


def test_nobodys_name_is_found(client):
    ReportFactory(received=True)
    assert shown(client, f"{LIST}?q=tran thi lan") == []
    assert shown(client, f"{LIST}?q=0912345678") == []


def test_percent_is_a_character_like_others(client):
    ReportFactory(received=True)
    assert shown(client, f"{LIST}?q=%25") == []


def test_it_is_narrowed_by_commune_kind_and_state(client):
    pipe = a_pipe()
    wanted = ReportFactory(
        resolved=True, category=pipe, commune=commune_named("31510", "Phường Phú Lợi")
    )
    ReportFactory(resolved=True)
    ReportFactory(received=True, category=pipe)
    assert shown(client, f"{LIST}?commune=31510&group=NS&state=resolved") == [wanted]


def test_a_topic_is_a_group_or_one_of_its_kinds(client):
    lamp, cable = CategoryFactory(), CategoryFactory(code="CS02", name="Cáp viễn thông rơi")
    of_lamp, of_cable = [ReportFactory(received=True, category=kind) for kind in (lamp, cable)]
    ReportFactory(received=True, category=a_pipe())
    assert shown(client, f"{LIST}?topic=CS02") == [of_cable]
    assert set(shown(client, f"{LIST}?topic=CS")) == {of_lamp, of_cable}


def test_a_private_kind_is_no_topic(client):
    CategoryFactory()
    CategoryFactory(private=True)
    assert "AN02" not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("period", "count"), [("2026-11", 1), ("2026-10", 2), ("2026", 3), ("2025", 1), ("", 4)]
)
def test_a_month_and_a_year_begin_and_end_here(client, time_machine, period, count):
    time_machine.move_to("2026-11-22T09:00+07:00", tick=False)
    moments = [
        "2025-12-31T23:59:59+07:00",
        "2026-10-01T00:00+07:00",
        "2026-10-31T23:59:59+07:00",
        "2026-11-01T00:00+07:00",
    ]
    for moment in moments:
        ReportFactory(received=True, created_at=datetime.fromisoformat(moment))
    assert len(shown(client, f"{LIST}?period={period}")) == count


def test_a_month_of_an_old_address_is_shown_as_chosen(client):
    page = client.get(f"{LIST}?period=2026-05").content.decode()
    assert '<option value="2026-05" selected>05/2026</option>' in page


NONSENSE = [
    "state=submitted",
    "state=lost",
    "commune=xyz",
    "group=%EF%BF",
    "topic=AN02",
    "period=2026-13",
    "period=9999",
    "sau=xyz",
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_narrows_nothing(client, query):
    report = ReportFactory(received=True)
    ReportFactory()
    assert shown(client, f"{LIST}?{query}") == [report]


def test_an_empty_list_offers_a_way_on(client):
    assert "Không có phản ánh nào phù hợp" in client.get(LIST).content.decode()


def test_nothing_personal_is_listed(client):
    ReportFactory(received=True)
    page = client.get(LIST).content.decode()
    assert "lan@example.vn" not in page
    assert "Trần Thị Lan" not in page


def test_few_are_counted_exactly(client):
    ReportFactory.create_batch(2, received=True)
    assert '<h2 id="found">2 phản ánh</h2>' in client.get(LIST).content.decode()


def test_many_are_told_as_they_were_last_counted(client, monkeypatch, soc_trang):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    monkeypatch.setattr(listing, "COUNTED_EXACTLY", 1)
    ReportFactory.create_batch(3, received=True)
    tallies.count_all()
    ReportFactory(received=True)
    assert "Khoảng 3 phản ánh" in client.get(LIST).content.decode()
    assert "Khoảng 3 phản ánh" in client.get(f"{LIST}?commune=31507").content.decode()


def test_many_that_nobody_counted_are_more_than_some(client, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    monkeypatch.setattr(listing, "COUNTED_BY_WORDS", 1)
    ReportFactory.create_batch(3, received=True)
    assert "Hơn 1 phản ánh" in client.get(f"{LIST}?q=den").content.decode()


def test_it_leads_to_the_same_as_a_feed_and_a_table(client):
    page = client.get(f"{LIST}?q=den&state=lost&topic=").content.decode()
    assert "/phan-anh/rss/" in page
    CategoryFactory()
    page = client.get(f"{LIST}?q=den&group=CS&sau=xyz").content.decode()
    assert "/phan-anh/rss/?q=den&amp;topic=CS" in page
    assert "/phan-anh/csv/?q=den&amp;topic=CS" in page


@pytest.mark.parametrize("count", [25, 60])
def test_it_asks_the_same_few_questions_however_long(client, django_assert_num_queries, count):
    ReportFactory.create_batch(count, received=True, with_photos=True)
    with django_assert_num_queries(9):
        client.get(LIST)
