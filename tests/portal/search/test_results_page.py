"""The page at /tim-kiem/: one box, results with their words marked, and a way on."""

import pytest
from django.urls import reverse

from portal.search import index
from tests.portal.search.test_search import BEFOREHAND

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """The search page for a query, as text."""

    def get(status: int = 200, **query) -> str:
        response = client.get(reverse("search:search"), query)
        assert response.status_code == status
        return response.content.decode()

    return get


def put(kind: str, key: str, title: str, body: str = "") -> None:
    index.put(kind, key, title=title, body=body, url=f"/{kind}/{key}/")


def test_the_address_is_vietnamese():
    assert reverse("search:search") == "/tim-kiem/"


def test_without_a_question_the_page_shows_ways_on(page):
    html = page()
    assert "có dấu hay không dấu" in html
    assert reverse("procedures:list") in html
    assert reverse("reports:submit") in html


def test_what_is_found_is_shown_with_its_words_marked(page):
    put("procedure", "1.001193", "Đăng ký khai sinh", "Trong 60 ngày kể từ ngày sinh con")
    html = page(q="khai sinh")
    assert "1 kết quả cho “khai sinh”" in html
    assert "Đăng ký <mark>khai</mark> <mark>sinh</mark>" in html
    assert 'href="/procedure/1.001193/"' in html


def test_tabs_count_each_kind_and_choose_one(page):
    put("page", "1", "Tin khai sinh")
    put("procedure", "1", "Khai sinh")
    put("procedure", "2", "Khai sinh lại")
    html = page(q="khai sinh")
    assert "Tin tức và trang <span>1</span>" in html
    assert "Thủ tục <span>2</span>" in html
    assert "Phản ánh <span>" not in html
    assert "?q=khai+sinh&amp;kind=procedure" in html
    html = page(q="khai sinh", kind="page")
    assert "1 kết quả" in html
    assert "/procedure/1/" not in html


def test_nothing_found_is_said_kindly(page):
    html = page(q="máy bay giấy")
    assert "Không tìm thấy gì cho “máy bay giấy”" in html
    assert reverse("reports:submit") in html


def test_a_kind_without_results_still_shows_the_others(page):
    put("page", "1", "Khai sinh")
    html = page(q="khai sinh", kind="report")
    assert "Tất cả <span>1</span>" in html
    assert "0 kết quả" in html


def test_many_results_come_in_pages(page):
    for number in range(25):
        put("page", str(number), f"Tin {number}", "khai sinh")
    assert "/page/4/" in page(q="khai sinh")
    last = page(q="khai sinh", page="3")
    assert last.count('class="card"') == 5
    assert page(q="khai sinh", page="99").count('class="card"') == 5
    assert page(q="khai sinh", page="ba").count('class="card"') == 10


def test_search_engines_are_asked_to_stay_out(page):
    assert '<meta name="robots" content="noindex">' in page(q="khai sinh")


def test_a_question_is_shown_as_words_only(page):
    html = page(q='"><script>alert(1)</script>')
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query",
    [{"q": "x" * 300}, {"q": "\x01khai sinh"}, {"q": "khai sinh", "kind": "all"}, {"q": "a\x00"}],
)
def test_nonsense_is_refused_in_words(page, query):
    page(status=400, **query)


def test_only_signs_are_no_question(page):
    assert "có dấu hay không dấu" in page(q="???")


def test_the_page_does_not_ask_once_per_result(page, django_assert_max_num_queries):
    for number in range(20):
        put("page", str(number), f"Tin {number}", "khai sinh")
    with django_assert_max_num_queries(4 + BEFOREHAND):
        page(q="khai sinh")
