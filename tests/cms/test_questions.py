"""Questions and answers: found by topic and words, with a way on for whoever found none."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.models import QuestionIndexPage
from portal.search.find import search
from tests.cms.pages import a_question, list_of
from tests.site import topic_called

pytestmark = pytest.mark.django_db
LIST = "/hoi-dap/"


@pytest.fixture
def question(home, soc_trang_office):
    """`question("Có mất phí không?")`: one that an agency has answered."""
    return lambda *args, **facts: a_question(home, soc_trang_office, *args, **facts)


def titles(client, **asked) -> list[str]:
    return [one.title for one in client.get(LIST, asked).context["page_obj"]]


def test_the_newest_answer_stands_first(client, question):
    question("Cũ", answered_on="2025-01-02")
    question("Mới", answered_on="2026-01-02")
    assert titles(client) == ["Mới", "Cũ"]


@pytest.mark.parametrize(
    "asked", [{"q": "dang ky tam tru"}, {"q": "cong an xa"}, {"topic": "huong-dan"}]
)
def test_the_list_is_narrowed(client, question, asked):
    question()
    answer = [("paragraph", "<p>Bạn hỏi công an xã.</p>")]
    question("Đăng ký tạm trú ở đâu?", topic=topic_called("huong-dan"), body=answer)
    assert titles(client, **asked) == ["Đăng ký tạm trú ở đâu?"]


@pytest.mark.parametrize("asked", [{"topic": "khong-co"}, {"q": "x" * 300}])
def test_nonsense_finds_nothing(client, question, asked):
    question()
    assert titles(client, **asked) == []


def test_an_answer_names_its_agency_and_a_way_on(client, question):
    page = client.get(question().url).content.decode()
    assert "UBND Phường Sóc Trăng" in page
    assert "Nhiều thủ tục được giảm phí." in page
    assert f'href="{reverse("reports:submit")}"' in page


def test_others_of_the_same_topic_are_offered(client, question):
    topic = topic_called("huong-dan")
    question("Khác chủ đề")
    other = question("Cùng chủ đề", topic=topic)
    page = question("Đang đọc", topic=topic)
    assert list(client.get(page.url).context["others"]) == [other]


def test_what_nobody_may_read_is_nowhere(client, question):
    draft = question("Bản nháp", live=False)
    closed = question("Nội bộ")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert titles(client) == []
    assert client.get(draft.url).status_code == 404
    assert list(client.get(question("Hỏi").url).context["others"]) == []
    assert list(search("noi bo")) == []


def test_an_empty_list_says_so(client, home):
    list_of(QuestionIndexPage, home)
    assert "empty__title" in client.get(LIST).content.decode()


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_list_asks_no_more_for_more(client, question, django_assert_max_num_queries, how_many):
    for number in range(how_many):
        question(f"Câu {number}")
    client.get(LIST)
    with django_assert_max_num_queries(13):
        client.get(LIST)
