"""The catalogue for other systems."""

import unicodedata

import pytest
from django.urls import reverse

from services.procedures.models import Procedure
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/procedures/"


@pytest.fixture
def birth() -> Procedure:
    ProcedureFactory(name="Đăng ký đất đai", field="Đất đai", life_event="Nhà ở và đất đai")
    return ProcedureFactory(birth=True, with_facts=True)


def test_procedures_stand_at_their_address():
    assert reverse("api:procedure-list") == URL


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "khai sanh"},
        {"q": unicodedata.normalize("NFD", "khai sinh")},
        {"field": "ho-tich"},
        {"life_event": "co-con-nho"},
    ],
)
def test_birth_is_found(client, birth, asked):
    answer = client.get(URL, asked).json()
    assert answer["count"] == 1
    found = answer["results"][0]
    assert found["code"] == "1.001193"
    assert found["time_limit_in_words"] == "3 ngày làm việc"
    assert found["fee_in_words"] == "Chưa rõ, bạn hỏi bộ phận một cửa"
    assert found["url"] == "/thu-tuc/1.001193/"


def test_a_field_nobody_knows_is_empty(client, birth):
    assert client.get(URL, {"field": "khong-co"}).json()["count"] == 0


def test_one_procedure_comes_with_all_its_facts(client, birth):
    birth.plain_summary = "Làm giấy cho con."
    birth.save(update_fields=["plain_summary"])
    answer = client.get(f"{URL}1.001193/").json()
    assert answer["summary"] == "Làm giấy cho con."
    assert answer["subjects"] == ["Công dân Việt Nam"]
    assert answer["time_limits"] == [
        {
            "case": "",
            "channel": "",
            "quantity": 3,
            "unit": "working_day",
            "text": "",
            "in_words": "3 ngày làm việc",
        }
    ]
    assert answer["fees"][0]["amount"] is None
    assert answer["components"][0]["is_replaceable_by_data"] is None
    assert answer["results"] == [{"name": "Giấy khai sinh", "code": ""}]


@pytest.mark.parametrize("code", ["9.999999", "khong-co"])
def test_an_unknown_code_is_not_found(client, birth, code):
    assert client.get(f"{URL}{code}/").status_code == 404


def test_a_retired_procedure_is_not_found(client):
    retired = ProcedureFactory(retired=True)
    assert client.get(f"{URL}{retired.code}/").status_code == 404
    assert client.get(URL).json()["count"] == 0


@pytest.mark.parametrize("q", ["a" * 201, "khai\x07"])
def test_a_question_that_cannot_be_read_is_refused_in_words(client, q):
    answer = client.get(URL, {"q": q})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == "q"


def test_nul_is_refused(client):
    assert client.get(f"{URL}?q=%00").status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_through_the_api(client, birth, method):
    address = f"{URL}1.001193/" if method != "post" else URL
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("count", [20, 89])
def test_a_longer_list_asks_no_more(client, django_assert_num_queries, count):
    ProcedureFactory.create_batch(count, with_facts=True)
    with django_assert_num_queries(4):  # How many, the page, its limits, its fees.
        assert client.get(URL, {"page_size": 100}).json()["count"] == count
