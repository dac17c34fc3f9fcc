"""The public list: what officers have read, narrowed by choice, in a few questions."""

import pytest

from services.reports.models import Report
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


def shown(client, address=LIST) -> list[Report]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(answer.context["page_obj"])


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
    water = CategoryGroupFactory(code="NS", name="Nước sạch")
    pipe = CategoryFactory(code="NS01", name="Vỡ ống nước", group=water)
    wanted = ReportFactory(
        resolved=True, category=pipe, commune=commune_named("31510", "Phường Phú Lợi")
    )
    ReportFactory(resolved=True)
    ReportFactory(received=True, category=pipe)
    assert shown(client, f"{LIST}?commune=31510&group=NS&state=resolved") == [wanted]


@pytest.mark.parametrize("query", ["state=submitted", "state=lost", "commune=xyz", "group=%EF%BF"])
def test_nonsense_narrows_nothing(client, query):
    report = ReportFactory(received=True)
    ReportFactory()
    assert shown(client, f"{LIST}?{query}") == [report]


@pytest.mark.parametrize(("page", "count"), [("", 20), ("2", 5), ("99", 5), ("xyz", 20)])
def test_it_comes_in_pages(client, page, count):
    ReportFactory.create_batch(25, received=True)
    assert len(shown(client, f"{LIST}?page={page}")) == count


def test_the_pages_keep_what_was_chosen(client):
    ReportFactory.create_batch(21, received=True)
    page = client.get(f"{LIST}?q=den").content.decode()
    assert "?q=den&amp;page=2" in page


def test_an_empty_list_offers_a_way_on(client):
    assert "Không có phản ánh nào phù hợp" in client.get(LIST).content.decode()


def test_nothing_personal_is_listed(client):
    ReportFactory(received=True)
    page = client.get(LIST).content.decode()
    assert "lan@example.vn" not in page
    assert "Trần Thị Lan" not in page


def test_the_map_counts_what_is_listed_and_leads_to_it(client, phu_loi):
    ReportFactory.create_batch(3, received=True)
    ReportFactory(private=True, received=True)
    ReportFactory()
    dots = {dot["code"]: dot for dot in client.get(LIST).context["dots"]}
    assert dots["31507"]["count"] == 3
    assert dots["31507"]["url"] == "/phan-anh/?commune=31507"
    assert dots["31510"]["count"] == 0


@pytest.mark.parametrize("count", [5, 60])
def test_it_asks_the_same_few_questions_however_long(client, django_assert_num_queries, count):
    ReportFactory.create_batch(count, received=True, with_photos=True)
    with django_assert_num_queries(7):
        client.get(LIST)
