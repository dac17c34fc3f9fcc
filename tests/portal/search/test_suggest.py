"""While one types, titles that begin so; and what editors put first for a question."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.search import index
from portal.search.models import Promotion

pytestmark = pytest.mark.django_db


def put(kind: str, title: str, body: str = "") -> None:
    index.put(kind, title, title=title, body=body, url=f"/{kind}/")


def offered(client, text: str) -> list[str]:
    answer = client.get(reverse("search:suggest"), {"q": text})
    return [one["title"] for one in answer.json()["suggestions"]]


def test_the_last_word_may_be_only_begun(client):
    put("procedure", "Đăng ký khai sinh")
    put("page", "Khai sinh qua mạng")
    put("page", "Sinh hoạt hè")
    assert offered(client, "khai si") == ["Đăng ký khai sinh", "Khai sinh qua mạng"]
    assert offered(client, "KHAI SÍ") == ["Đăng ký khai sinh", "Khai sinh qua mạng"]


def test_a_few_of_each_kind_and_no_reports(client):
    for number in range(9):
        put("procedure", f"Khai sinh {number}")
        put("page", f"Tin khai sinh {number}")
    put("report", "PA-7K3M-92 · Khai sinh")
    assert len(offered(client, "khai")) == 7
    assert not any("PA-" in title for title in offered(client, "khai"))


@pytest.mark.parametrize("text", ["", "k", "…", "%", "' OR 1=1", '"', "*", "a" * 5000])
def test_too_little_or_nonsense_offers_nothing(client, text):
    put("procedure", "Khai sinh")
    assert offered(client, text) == []


def test_what_editors_put_first_comes_first_for_its_questions_only(client):
    Promotion.objects.create(words="sổ đỏ\nso hong", title="Giấy tờ về đất", url="/thu-tuc/dat/")
    for question, is_there in [("SO DO", True), ("sổ hồng", True), ("đỏ", False), ("xe", False)]:
        page = client.get(reverse("search:search"), {"q": question}).content.decode()
        assert ("Giấy tờ về đất" in page) is is_there


def test_it_speaks_up_even_where_nothing_else_is_found(client):
    Promotion.objects.create(words="cấp cứu", title="Gọi 115", url="/goi-115/")
    page = client.get(reverse("search:search"), {"q": "cap cuu"}).content.decode()
    assert "/goi-115/" in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//gia.example/", "thu-tuc/1/"])
def test_no_promotion_leads_where_no_link_of_ours_does(address):
    promotion = Promotion(words="sổ đỏ", title="Sổ đỏ", url=address)
    with pytest.raises(ValidationError) as refused:
        promotion.full_clean()
    assert set(refused.value.message_dict) == {"url"}
    Promotion(words="sổ đỏ", title="Sổ đỏ", url="/thu-tuc/1.001193/").full_clean()
