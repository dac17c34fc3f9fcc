"""Each figure of the desk is the size of the list to which it leads."""

import re
from datetime import timedelta

import pytest

from portal.common.moments import now, today
from tests.services.reports.factories import (
    CategoryFactory,
    EventFactory,
    RatingFactory,
    ReportFactory,
)

FIGURES = "/quan-tri/phan-anh/so-lieu/"
COUNTED = ("received", "closed", "rated", "late_now")
SHARED = ("on_time", "reopened")


@pytest.fixture
def desk(client, hoa):
    client.force_login(hoa)
    return client


@pytest.fixture
def month(db):
    """A few of everything, of two kinds."""
    road = CategoryFactory(code="GT01", name="Ổ gà")
    ReportFactory.create_batch(2)
    ReportFactory(overdue=True, created_at=now() - timedelta(days=3), category=road)
    ReportFactory(resolved=True, due_at=now() + timedelta(days=1))
    late = ReportFactory(resolved=True, due_at=now() - timedelta(days=1), category=road)
    EventFactory(report=late, step="reopen", state="reopened")
    RatingFactory(report=late, is_satisfied=True)
    ReportFactory(withdrawn=True)


def rows(desk, **asked) -> list[dict]:
    page = desk.get(FIGURES, asked).context
    return [*page["rows"], page["total"]]


def listed(desk, url: str) -> int:
    return desk.get(url).context["paginator"].count


@pytest.mark.parametrize("by", ["category", "commune", "agency", "week"])
def test_each_number_leads_to_the_list_that_makes_it(desk, month, by):
    for row in rows(desk, by=by):
        for name in COUNTED:
            if row[name]["url"]:
                assert listed(desk, row[name]["url"]) == int(row[name]["text"]), (row["name"], name)


def test_kinds_stand_as_in_a_dictionary(desk):
    for code, name in (("A1", "Ổ gà"), ("A2", "Đèn đường"), ("A3", "Rác"), ("A4", "Cắt tỉa cây")):
        ReportFactory(category=CategoryFactory(code=code, name=name))
    names = [row["name"] for row in rows(desk)[:-1]]
    assert names == ["Cắt tỉa cây", "Đèn đường", "Ổ gà", "Rác"]


def test_a_share_leads_to_its_part(desk, month):
    total = rows(desk)[-1]
    closed = int(total["closed"]["text"])
    for name in SHARED:
        part = listed(desk, total[name]["url"])
        assert round(100 * part / closed) == int(total[name]["text"].rstrip("%"))


def test_the_total_is_the_sum_of_its_rows(desk, month):
    *single, total = rows(desk)
    for name in COUNTED:
        assert sum(int(row[name]["text"]) for row in single) == int(total[name]["text"])


def test_dung_counts_his_own(client, dung, month):
    client.force_login(dung)
    (total,) = rows(client)
    assert total["received"]["text"] == "0"


def test_who_has_no_desk_has_no_figures(client, tam, db):
    client.force_login(tam)
    assert client.get(FIGURES).url == "/quan-tri/"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2026-11-20", "last": "2026-11-10"}, "Ngày cuối đứng trước ngày đầu"),
        ({"first": "2025-01-01", "last": "2026-01-01"}, "tối đa ba tháng"),
        ({"first": "hôm qua"}, ""),
        ({"by": "tất cả"}, ""),
    ],
)
def test_nonsense_shows_the_last_thirty_days_and_says_so(desk, asked, said):
    answer = desk.get(FIGURES, asked)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"].chosen[0].last == today()
    assert re.search(said, answer.content.decode()) or not said


@pytest.mark.parametrize("count", [1, 20])
def test_it_asks_the_same_few_questions(desk, django_assert_max_num_queries, count):
    for number in range(count):
        ReportFactory(category=CategoryFactory(code=f"X{number:02}", name=f"Việc {number}"))
    desk.get(FIGURES)
    with django_assert_max_num_queries(14):
        desk.get(FIGURES)
