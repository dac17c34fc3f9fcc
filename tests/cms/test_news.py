"""The list of news: newest first, by topic, page by page, quick whatever its length."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models.news import PER_PAGE, ArticlePage
from portal.common.moments import now
from tests.cms.conftest import new_picture
from tests.site import topic_called

pytestmark = pytest.mark.django_db


def titles(client, query: str = "") -> list[str]:
    return [article.title for article in client.get(f"/tin-tuc/{query}").context["page_obj"]]


def test_the_newest_comes_first(client, write):
    write("Hôm kia", published_on=now() - timedelta(days=2))
    write("Hôm nay")
    write("Hôm qua", published_on=now() - timedelta(days=1))
    assert titles(client) == ["Hôm nay", "Hôm qua", "Hôm kia"]


def test_a_topic_narrows_the_list(client, write):
    write("Gửi phản ánh thế nào", topic=topic_called("huong-dan"))
    write("Đèn thông minh", topic=topic_called("do-thi-thong-minh"))
    assert titles(client, "?chuyen-muc=huong-dan") == ["Gửi phản ánh thế nào"]


@pytest.mark.parametrize("unknown", ["khong-co", "", "' OR 1=1", "x" * 3000])
def test_an_unknown_topic_narrows_nothing(client, write, unknown):
    write("Đèn sáng")
    answer = client.get("/tin-tuc/", {"chuyen-muc": unknown})
    assert [article.title for article in answer.context["page_obj"]] == ["Đèn sáng"]


def test_the_chosen_topic_is_said_to_be_chosen(client, news):
    topic_called("huong-dan")
    page = client.get("/tin-tuc/?chuyen-muc=huong-dan").content.decode()
    assert '?chuyen-muc=huong-dan" aria-current="true">Hướng dẫn' in page


def test_an_empty_topic_says_so_and_leads_on(client, write):
    write("Đèn sáng", topic=topic_called("huong-dan"))
    page = client.get("/tin-tuc/?chuyen-muc=doi-song-so").content.decode()
    assert "Chưa có tin trong mục này" in page
    assert "Tất cả tin" in page


@pytest.mark.parametrize(
    ("number", "shown"), [("1", 12), ("2", 2), ("99", 2), ("một", 12), ("-1", 12)]
)
def test_a_long_list_comes_in_pages(client, write, number, shown):
    for day in range(PER_PAGE + 2):
        write(f"Tin {day}", published_on=now() - timedelta(days=day))
    assert len(titles(client, f"?page={number}")) == shown


def test_pages_keep_the_topic(client, write):
    for day in range(PER_PAGE + 1):
        write(f"Tin {day}", topic=topic_called("huong-dan"))
    page = client.get("/tin-tuc/?chuyen-muc=huong-dan").content.decode()
    assert "?chuyen-muc=huong-dan&amp;page=2" in page


def test_drafts_are_not_shown(client, write):
    write("Bản nháp", live=False)
    assert titles(client) == []


def test_what_is_closed_is_not_shown(client, write):
    closed = write("Chỉ cho cán bộ")
    write("Cho mọi người")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert titles(client) == ["Cho mọi người"]


def test_what_stands_below_a_closed_page_is_not_shown(client, write, news):
    write("Đèn sáng")
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert client.get("/tin-tuc/rss/").content.decode().count("<item>") == 0


@pytest.mark.parametrize("how_many", [5, 60])
def test_the_list_asks_no_more_for_more_news(
    client, write, fragments_kept, django_assert_max_num_queries, how_many
):
    pictures = [new_picture(f"anh-{number}.jpg") for number in range(3)]
    for number in range(how_many):
        write(f"Tin {number}", picture=pictures[number % 3])
    client.get("/tin-tuc/")  # Of pictures that no worker has seen to, it makes one size each.
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(12):
        client.get("/tin-tuc/")


def test_what_is_counted_is_what_is_listed(write, news):
    """Drafts, what is closed and copies of it are in neither."""
    write("Đèn sáng")
    write("Bản nháp", live=False)
    shut = write("Chỉ cho cán bộ")
    shut.create_alias(parent=news, update_slug="ban-sao")
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    listed = ArticlePage.objects.published()
    assert [page.title for page in listed] == ["Đèn sáng"]
    assert list(ArticlePage.objects.published_to_count()) == list(listed)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps statistics.")
def test_one_of_many_is_found_by_its_address(client, write, news):
    """SQLite, which guesses, once read all the news to find one article."""
    write("Đèn sáng")
    with CaptureQueriesContext(connection) as asked:
        client.get("/tin-tuc/den-sang/")
    finding = [one["sql"] for one in asked if "'den-sang'" in one["sql"]]
    assert finding
    for sql in finding:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            assert "(slug=?)" in str(cursor.fetchall()), sql
    assert "(slug=?)" in news.get_children().filter(slug="den-sang").explain()
