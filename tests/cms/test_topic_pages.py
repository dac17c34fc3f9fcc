"""A topic has a page that gathers its articles, once the newsroom writes one."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.checks import what_keeps_it_in
from cms.models import EventIndexPage, EventPage, TopicIndexPage, TopicPage
from cms.models.news import PER_PAGE
from portal.common.moments import now
from portal.search.find import search
from tests.cms.conftest import add, new_picture
from tests.cms.pages import list_of
from tests.site import topic_called

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(home) -> TopicIndexPage:
    there = TopicIndexPage.objects.in_first_language().first()
    return there or home.add_child(instance=TopicIndexPage(title="Chủ đề", slug="chu-de"))


@pytest.fixture
def lamps(topics) -> TopicPage:
    page = TopicPage(
        title="Đô thị thông minh",
        topic=topic_called("do-thi-thong-minh"),
        introduction="Đèn, đường, nước: ai đang lo việc đó.",
        body=[("paragraph", "<p>Chuyện nhỏ được lo mau.</p>")],
    )
    return add(topics, page)


def titles(client, page, query: str = "") -> list[str]:
    return [article.title for article in client.get(f"{page.url}{query}").context["page_obj"]]


def test_it_gathers_the_articles_of_its_topic_newest_first(client, lamps, write):
    write("Đèn cũ", topic=lamps.topic, published_on=now() - timedelta(days=3))
    write("Đèn mới", topic=lamps.topic)
    write("Chuyện khác", topic=topic_called("huong-dan"))
    write("Bản nháp", topic=lamps.topic, live=False)
    assert titles(client, lamps) == ["Đèn mới", "Đèn cũ"]


def test_what_is_closed_stays_out_of_it(client, lamps, write):
    closed = write("Chỉ cho cán bộ", topic=lamps.topic)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert titles(client, lamps) == []


def test_the_second_page_tells_the_rest_and_not_the_body_again(client, lamps, write):
    for day in range(PER_PAGE + 2):
        write(f"Tin {day}", topic=lamps.topic, published_on=now() - timedelta(days=day))
    assert len(titles(client, lamps, "?page=2")) == 2
    assert "Chuyện nhỏ được lo mau" not in client.get(f"{lamps.url}?page=2").content.decode()


def test_a_topic_without_articles_says_so_and_leads_on(client, lamps):
    page = client.get(lamps.url).content.decode()
    assert "Chưa có tin trong mục này" in page
    assert 'href="/chu-de/"' in page


def test_an_article_leads_to_the_page_of_its_topic(client, lamps, write):
    article = write("Đèn sáng", topic=lamps.topic)
    assert f'class="chip" href="{lamps.url}"' in client.get(article.url).content.decode()


def test_until_it_is_published_an_article_leads_to_the_list(client, lamps, write):
    lamps.unpublish()
    page = client.get(write("Đèn sáng", topic=lamps.topic).url).content.decode()
    assert 'class="chip" href="/tin-tuc/?chuyen-muc=do-thi-thong-minh"' in page
    assert client.get(lamps.url).status_code == 404


def test_two_pages_cannot_be_of_one_topic(lamps, topics):
    with pytest.raises(ValidationError, match="topic"):
        topics.add_child(instance=TopicPage(title="Lần nữa", topic=lamps.topic))


def test_a_copy_waits_for_a_topic_of_its_own(client, lamps):
    copy = lamps.copy(update_attrs={"slug": "ban-sao"})
    assert copy.topic is None
    assert client.get(copy.url).status_code == 200


def test_the_index_lists_them_as_the_newsroom_orders_them(client, lamps, topics):
    add(topics, TopicPage(title="Chuyển đổi số", topic=topic_called("chuyen-doi-so")))
    assert titles(client, topics) == ["Chuyển đổi số", "Đô thị thông minh"]


def test_an_index_without_pages_leads_to_the_news(client, topics):
    page = client.get(topics.url).content.decode()
    assert "Chưa chủ đề nào có trang" in page
    assert 'href="/tin-tuc/"' in page


def test_its_words_are_found(lamps):
    assert [doc.url for doc in search("chuyen nho duoc lo mau")] == [lamps.url]


def test_its_feed_tells_its_articles_only(client, lamps, write):
    write("Đèn sáng", topic=lamps.topic)
    write("Chuyện khác", topic=topic_called("huong-dan"))
    assert "/tin-tuc/rss/?chuyen-muc=do-thi-thong-minh" in client.get(lamps.url).content.decode()
    answer = client.get("/tin-tuc/rss/?chuyen-muc=do-thi-thong-minh")
    channel = ElementTree.fromstring(answer.content).find("channel")  # noqa: S314
    assert [item.findtext("title") for item in channel.iter("item")] == ["Đèn sáng"]
    assert "Đô thị thông minh" in channel.findtext("title")


def test_an_unknown_topic_has_no_feed(client, topics):
    assert client.get("/tin-tuc/rss/?chuyen-muc=khong-co").status_code == 404


def test_events_to_come_stand_beside_the_articles(client, lamps, newsroom):
    assert client.get(lamps.url).context["others"] == []
    fair = EventPage(title="Ngày hội số", starts_at=now() + timedelta(days=3), topic=lamps.topic)
    add(list_of(EventIndexPage, newsroom), fair)
    page = client.get(lamps.url).content.decode()
    assert "Sự kiện sắp tới" in page
    assert fair.title in page


@pytest.mark.parametrize("how_many", [2, 30])
def test_it_asks_no_more_for_more_articles(
    client, lamps, write, fragments_kept, django_assert_max_num_queries, how_many
):
    for number in range(how_many):
        write(f"Tin {number}", topic=lamps.topic, picture=new_picture(f"anh-{number}.jpg"))
    client.get(lamps.url)  # Of pictures that no worker has seen to, it makes one size each.
    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(14):  # One for each kind that stands beside the articles.
        client.get(lamps.url)


def test_rinh_writes_one_and_only_linh_publishes_it(rinh, linh, lamps):
    assert lamps.get_parent().specific.permissions_for_user(rinh).can_add_subpage()
    lamps.save_revision(user=rinh)
    lamps.refresh_from_db()
    assert not lamps.permissions_for_user(rinh).can_publish()
    assert lamps.permissions_for_user(linh).can_publish()


def test_whoever_publishes_is_asked_for_the_topic(alone, as_person, newsroom):
    index = list_of(TopicIndexPage, newsroom)
    add_one = reverse("wagtailadmin_pages:add", args=["cms", "topicpage", index.pk])
    form = {"title": "Nước sạch", "slug": "nuoc-sach", "body-count": "0", "topic": ""}
    form |= {"corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    answer = as_person(alone).post(add_one, form | {"action-publish": "1"})
    assert answer.context["form"].errors["topic"]


def test_one_without_its_topic_stays_in(lamps):
    lamps.topic = None
    assert what_keeps_it_in(lamps) == ["Chủ đề: Vui lòng điền mục này."]


def test_it_says_which_of_its_pages_is_shown(client, lamps, write, monkeypatch):
    monkeypatch.setattr("cms.models.news.PER_PAGE", 1)
    for number in range(2):
        write(f"Tin {number}", topic=lamps.topic)
    first, second = (client.get(f"{lamps.url}?page={asked}") for asked in ("0", "9"))
    assert first.context["page_obj"].number == 1
    assert "<title>Đô thị thông minh – " in first.content.decode()
    assert "<title>Đô thị thông minh: trang 2 – " in second.content.decode()
    assert (
        f'rel="canonical" href="http://127.0.0.1:8000{lamps.url}?page=2"' in second.content.decode()
    )
