"""The catalogue on its page: found by words, by field, by an event of life."""

import unicodedata

import pytest
from django.urls import reverse

from services.procedures.models import Procedure
from tests.services.procedures.factories import FeeFactory, ProcedureFactory, TimeLimitFactory

pytestmark = pytest.mark.django_db
URL = "/thu-tuc/"


@pytest.fixture
def catalogue() -> tuple[Procedure, Procedure]:
    birth = ProcedureFactory(birth=True, with_facts=True)
    land = ProcedureFactory(
        name="Đăng ký đất đai lần đầu", field="Đất đai", life_event="Nhà ở và đất đai"
    )
    return birth, land


def shown(response) -> list[Procedure]:
    return list(response.context["page"])


def test_the_catalogue_stands_at_its_address():
    assert reverse("procedures:list") == URL


def test_everything_in_force_is_shown(client, catalogue):
    ProcedureFactory(retired=True)
    response = client.get(URL)
    assert set(shown(response)) == set(catalogue)
    assert "Tất cả 2 thủ tục" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "khai sinh"},
        {"q": "giay khai sanh"},
        {"q": unicodedata.normalize("NFD", "đăng ký khai sinh")},
        {"field": "ho-tich"},
        {"life_event": "co-con-nho"},
        {"q": "dang ky", "field": "ho-tich", "life_event": "co-con-nho"},
    ],
)
def test_birth_is_found(client, catalogue, asked):
    response = client.get(URL, asked)
    assert shown(response) == [catalogue[0]]
    assert "Tìm thấy 1 thủ tục" in response.content.decode()


def test_a_card_tells_field_time_and_fee(client):
    procedure = ProcedureFactory(birth=True, service_level="full")
    TimeLimitFactory(procedure=procedure, quantity=1)
    FeeFactory(procedure=procedure, costing=True)
    page = client.get(URL).content.decode()
    for words in [
        "Thủ tục đăng ký khai sinh",
        "Hộ tịch",
        "1 ngày làm việc",
        "8.000 ₫",
        "Dịch vụ công trực tuyến toàn trình",
    ]:
        assert words in page


def test_a_card_is_silent_about_a_fee_nobody_knows(client):
    FeeFactory(procedure=ProcedureFactory())
    page = client.get(URL).content.decode()
    assert "Bao nhiêu tiền" not in page
    assert "Miễn phí" not in page


def test_life_events_lead_into_the_catalogue_until_something_is_asked(client, catalogue):
    link = f"{URL}?life_event=co-con-nho"
    assert link in client.get(URL).content.decode()
    assert link not in client.get(URL, {"q": "khai sinh"}).content.decode()


def test_nothing_found_is_said_kindly(client, catalogue):
    page = client.get(URL, {"q": "phi thuyền"}).content.decode()
    assert "Không tìm thấy thủ tục nào" in page
    assert "Xem tất cả thủ tục" in page


def test_an_empty_catalogue_still_has_its_page(client):
    assert client.get(URL).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"q": "a" * 201}, {"q": "khai\x07 sinh"}, {"field": "khong-co"}, {"life_event": "x"}]
)
def test_a_question_not_understood_finds_nothing_and_says_why(client, catalogue, asked):
    response = client.get(URL, asked)
    assert response.status_code == 200
    assert not shown(response)
    assert response.context["form"].errors


def test_nul_in_an_address_is_refused(client):
    assert client.get(f"{URL}?q=khai%00sinh").status_code == 400


def test_a_broken_letter_in_an_address_does_no_harm(client, catalogue):
    assert client.get(f"{URL}?q=%ED%A0%80%FF").status_code in (200, 400)


def test_the_catalogue_is_paged_and_keeps_the_question(client):
    ProcedureFactory.create_batch(21)
    first = client.get(URL, {"field": "ho-tich"})
    assert len(shown(first)) == 20
    assert "?field=ho-tich&amp;page=2" in first.content.decode()
    assert len(shown(client.get(URL, {"field": "ho-tich", "page": 2}))) == 1


@pytest.mark.parametrize("page", ["0", "-1", "999", "hai", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(client, catalogue, page):
    response = client.get(URL, {"page": page})
    assert len(shown(response)) == 2


@pytest.mark.parametrize("count", [20, 89])
def test_a_longer_catalogue_asks_no_more(client, django_assert_max_num_queries, count):
    ProcedureFactory.create_batch(count, with_facts=True)
    with django_assert_max_num_queries(12) as queries:
        client.get(URL, {"q": "thủ tục"})
    assert len(queries) == len(queries_of_one(client, django_assert_max_num_queries))


def queries_of_one(client, django_assert_max_num_queries):
    """What the same page asks when it shows one procedure."""
    Procedure.objects.exclude(pk=Procedure.objects.first().pk).delete()
    with django_assert_max_num_queries(12) as queries:
        client.get(URL, {"q": "thủ tục"})
    return queries
