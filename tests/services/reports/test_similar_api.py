"""Asking the API whether something is reported already."""

import pytest

from services.reports import similar_api
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.sending import WORDS

SIMILAR = "/api/v1/reports/similar/"
LAMP = {"category": "CS01", "commune": "31507", "lat": 9.6029, "lon": 105.9739}
PERSONAL = ["Trần Thị Lan", "lan@example.vn", "912345678", "contact", "claim"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamps")]


def ask(api, **facts):
    return api.post(SIMILAR, LAMP | facts, format="json")


def test_it_tells_what_one_needs_to_know_it_again(api):
    report = ReportFactory(received=True, with_photos=True)
    (found,) = ask(api).json()["results"]
    page = f"http://testserver/phan-anh/{report.reference}/"
    assert found["reference"] == report.reference
    assert found["category_name"] == "Đèn đường không sáng"
    assert (found["description"], found["address"]) == (report.shortened, "Đường Hai Bà Trưng")
    assert (found["metres"], found["state_label"]) == (0, "Đã tiếp nhận")
    assert (found["url"], found["photo"]) == (page, f"{page}anh/0/")
    assert found["follow_url"] == f"{page}cung-viec/"


def test_nothing_personal_is_told(api, lan):
    ReportFactory(received=True, reporter=lan, description=f"{WORDS} Gọi 0912 345 678.")
    told = ask(api).content.decode()
    assert [word for word in PERSONAL if word in told.replace(" ", "")] == []
    assert "0912 345 678" not in told


def test_without_a_photo_it_says_none(api):
    ReportFactory(received=True)
    assert ask(api).json()["results"][0]["photo"] == ""


def test_by_words_alone(api):
    ReportFactory(received=True, lat=None, lon=None, address="Cổng chợ, Hai Bà Trưng")
    told = {"lat": None, "lon": None, "address": "cong cho Hai Ba Trung"}
    (found,) = ask(api, **told).json()["results"]
    assert found["metres"] is None


def test_a_pin_far_away_is_left_out(api):
    ReportFactory(received=True, address="Cổng chợ, Hai Bà Trưng")
    told = {"lat": 21.03, "lon": 105.85, "address": "Cổng chợ, Hai Bà Trưng"}
    assert len(ask(api, **told).json()["results"]) == 1


def test_what_nobody_reported_is_an_empty_list(api):
    assert ask(api).json() == {"results": []}


def test_of_something_private_nothing_is_told(api):
    ReportFactory(received=True, private=True)
    CategoryFactory(private=True)
    assert ask(api, category="AN02").json() == {"results": []}


@pytest.mark.parametrize(
    "facts",
    [
        {"category": "KHONG"},
        {"category": None},
        {"commune": "99999"},
        {"lat": "chín"},
        {"accuracy_m": -1},
        {"description": "đ" * 4001},
        {"address": "chợ\x07"},
    ],
)
def test_what_is_wrong_is_named(api, facts):
    answer = ask(api, **facts)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(facts))


def test_the_words_never_stand_in_an_address(api):
    assert api.get(SIMILAR).status_code == 405


def test_beyond_the_limit_it_says_when_to_come_back(api, monkeypatch):
    monkeypatch.setattr(similar_api, "QUESTIONS_AN_HOUR", 2)
    assert [ask(api).status_code for _ in range(3)] == [200, 200, 429]


def test_the_schema_tells_of_it(api):
    schema = api.get("/api/v1/schema/", {"format": "json"}).json()
    told = schema["paths"][SIMILAR]["post"]
    assert told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith(
        "SimilarReports"
    )
