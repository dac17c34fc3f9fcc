"""The maps: dots as large as what they count, and single reports where one comes near."""

import pytest

from services.reports import places, tallies
from services.reports.views import large_map
from tests.people import commune_named
from tests.services.reports.factories import CategoryFactory, ReportFactory

DATA = "/phan-anh/ban-do.json"
NEAR = "9.59,105.96,9.61,105.98"  # Around the lamp of 9.6029, 105.9739.
FAR = "8.5,105,10.5,107"

pytestmark = pytest.mark.django_db


def ask(client, view: str = NEAR, more: str = "") -> dict:
    answer = client.get(f"{DATA}?khung={view}{more}")
    assert answer.status_code == 200
    return answer.json()


def dots_of(client, query: str = "") -> dict:
    return {dot["code"]: dot for dot in client.get(f"/phan-anh/{query}").context["dots"]}


def test_the_dots_count_what_is_listed_and_lead_to_it(client, phu_loi):
    ReportFactory.create_batch(3, received=True)
    ReportFactory(private=True, received=True)
    ReportFactory()
    tallies.count_all()
    dots = dots_of(client)
    assert dots["31507"]["count"] == 3
    assert dots["31507"]["url"] == "/phan-anh/?commune=31507"
    assert dots["31510"]["count"] == 0


def test_a_dot_s_area_grows_as_its_number(client, phu_loi):
    ReportFactory.create_batch(4, received=True)
    ReportFactory(received=True, commune=phu_loi)
    tallies.count_all()
    dots = dots_of(client)
    assert dots["31507"]["r"] == 2 * dots["31510"]["r"]


def test_the_dots_follow_what_was_chosen_and_keep_it(client):
    ReportFactory(received=True)
    ReportFactory(resolved=True)
    tallies.count_all()
    dot = dots_of(client, "?state=resolved&topic=CS")["31507"]
    assert dot["count"] == 1
    assert dot["url"] == "/phan-anh/?topic=CS&state=resolved&commune=31507"


def test_a_large_number_fits_into_its_dot():
    assert places.short(9_999) == "9999"
    assert places.short(123_456) == "123k"


def test_words_narrow_the_list_and_the_page_says_that_they_leave_the_map(client):
    ReportFactory(received=True)
    tallies.count_all()
    answer = client.get("/phan-anh/?q=cau")
    assert "Từ khóa chỉ lọc danh sách, không lọc bản đồ." in answer.content.decode()
    assert answer.context["page"].rows == []
    assert dots_of(client, "?q=cau")["31507"]["count"] == 1


def test_near_by_each_report_is_a_point(client):
    report = ReportFactory(received=True, with_photos=True, reference="PA-7K3M-92")
    [point] = ask(client)["points"]
    assert point == {
        "lat": 9.6029,
        "lon": 105.9739,
        "title": "Đèn đường không sáng",
        "place": "Phường Sóc Trăng",
        "state": "Đã tiếp nhận",
        "tone": report.tone,
        "photo": "/phan-anh/PA-7K3M-92/anh/0/",
        "url": "/phan-anh/PA-7K3M-92/",
    }


def test_what_nobody_may_read_is_no_point(client):
    ReportFactory()
    ReportFactory(received=True, private=True)
    ReportFactory(withdrawn=True)
    ReportFactory(received=True, lat=None, lon=None)
    assert ask(client) == {"points": [], "more": False}


def test_what_lies_elsewhere_is_no_point(client):
    ReportFactory(received=True, lat=9.3, lon=105.7)
    assert ask(client)["points"] == []


def test_the_points_follow_what_was_chosen(client):
    ReportFactory(received=True)
    cable = CategoryFactory(code="CS02", name="Cáp viễn thông rơi")
    ReportFactory(received=True, category=cable)
    ReportFactory(resolved=True, category=cable)
    points = ask(client, more="&topic=CS02&state=received")["points"]
    assert [point["title"] for point in points] == ["Cáp viễn thông rơi"]


def test_from_afar_the_communes_stand_for_their_reports(client):
    ReportFactory.create_batch(2, received=True)
    commune_named("31510", "Phường Phú Lợi")
    tallies.count_all()
    [dot] = ask(client, FAR)["communes"]
    assert (dot["name"], dot["count"]) == ("Phường Sóc Trăng", 2)
    assert (dot["lat"], dot["lon"]) == (9.62716, 105.99087)


def test_each_square_shows_its_newest_in_equal_shares(client, monkeypatch):
    monkeypatch.setattr(large_map, "MOST_POINTS", 4)
    two_squares = "9.595,105.97,9.605,106.02"
    crowd = ReportFactory.create_batch(4, received=True, lat=9.6, lon=105.98)
    alone = ReportFactory(received=True, lat=9.6, lon=106.01, overdue=True)
    answer = ask(client, two_squares)
    newest = {report.get_absolute_url() for report in (*crowd[-1:], alone)}
    assert newest <= {point["url"] for point in answer["points"]}
    assert answer["more"]


def test_a_rare_kind_is_looked_for_among_the_newest_of_a_square(client, monkeypatch):
    monkeypatch.setattr(large_map, "LOOKED_THROUGH", 2)
    cable = CategoryFactory(code="CS02", name="Cáp viễn thông rơi")
    ReportFactory(received=True, category=cable, overdue=True)
    assert len(ask(client, more="&topic=CS02")["points"]) == 1
    ReportFactory.create_batch(2, received=True)
    assert ask(client, more="&topic=CS02") == {"points": [], "more": True}
    assert len(ask(client)["points"]) == 3


@pytest.mark.parametrize(
    "view", ["", "1,2,3", "a,b,c,d", "9.6,105,9.5,106", "nan,0,1,1", "9,9,9,inf"]
)
def test_a_view_that_is_none_is_refused(client, view):
    assert client.get(f"{DATA}?khung={view}").status_code == 400


def test_it_may_be_kept_a_minute_by_everyone(client):
    ReportFactory(received=True)
    answer = client.get(f"{DATA}?khung={NEAR}")
    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert not answer.cookies
    again = client.get(f"{DATA}?khung={NEAR}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("count", [2, 30])
def test_it_asks_the_same_few_questions_however_many(client, django_assert_num_queries, count):
    ReportFactory.create_batch(count, received=True, with_photos=True)
    with django_assert_num_queries(5):
        ask(client)
