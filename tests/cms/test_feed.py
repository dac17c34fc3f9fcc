"""The feeds of news, as feed readers read them."""

import json
from datetime import datetime, timedelta

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from cms.feeds.news import NEWEST
from cms.models import ArticlePage
from cms.setup import load_site
from portal.common.moments import now
from services.procedures.models import Procedure
from tests.cms.bodies import CODE, KHMER, LONG, RIGHT_TO_LEFT, emptied, every_block
from tests.cms.pages import in_english
from tests.services.procedures.factories import ProcedureFactory
from tests.site import topic_called

pytestmark = pytest.mark.django_db

RSS, ATOM, JSON = "/tin-tuc/rss/", "/tin-tuc/atom/", "/tin-tuc/feed.json"
XML = (RSS, ATOM)
EVERY = (RSS, ATOM, JSON)
HOSTILE = "Đèn & <b>sáng</b> ]]> <script>alert(1)</script>"


def read(client, path: str = RSS):
    """What feedparser understands of a feed, without a doubt in its mind."""
    answer = client.get(path)
    head = {"content-type": answer["Content-Type"]}
    feed = feedparser.parse(answer.content, response_headers=head)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def read_json(client, path: str = JSON) -> dict:
    answer = client.get(path)
    assert answer["Content-Type"].startswith("application/feed+json")
    return json.loads(answer.content)


def titles(client, path: str) -> list[str]:
    if JSON in path:
        return [item["title"] for item in read_json(client, path)["items"]]
    return [entry.title for entry in read(client, path).entries]


@pytest.mark.parametrize(("path", "kind"), [(RSS, "rss20"), (ATOM, "atom10")])
def test_an_article_in_the_feed(client, write, path, kind):
    article = write("Đèn sáng", slug="den-sang", introduction="Chỉ <hai> ngày.")
    feed = read(client, path)
    assert feed.version == kind
    [entry] = feed.entries
    assert entry.title == "Đèn sáng"
    assert entry.summary == "Chỉ &lt;hai&gt; ngày."
    assert entry.link == "http://testserver/tin-tuc/den-sang/"
    assert entry.id == article.translation_key.urn
    assert [tag.term for tag in entry.tags] == ["Chuyển đổi số"]
    assert "<p>Bà con rất vui.</p>" in [part.value for part in entry.content]


def test_an_article_in_json(client, write, picture):
    article = write("Đèn sáng", slug="den-sang", introduction="Chỉ <hai> ngày.", picture=picture)
    feed = read_json(client)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/tin-tuc/feed.json"
    assert (feed["language"], feed["authors"]) == ("vi", [{"name": "Sóc Trăng Số"}])
    [item] = feed["items"]
    assert item["id"] == article.translation_key.urn
    assert item["url"] == "http://testserver/tin-tuc/den-sang/"
    assert (item["title"], item["summary"]) == ("Đèn sáng", "Chỉ <hai> ngày.")
    assert item["content_html"].endswith("<p>Bà con rất vui.</p>")
    assert item["image"].startswith("http://testserver/media/images/")
    assert datetime.fromisoformat(item["date_published"]) == article.published_on
    assert item["tags"] == ["Chuyển đổi số"]


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize(
    "title", [HOSTILE, LONG, KHMER, RIGHT_TO_LEFT, CODE, "Đèn\x0b\x1b sáng\ufffe"]
)
def test_no_title_breaks_a_feed(client, write, path, title):
    article = write("Đèn sáng")
    ArticlePage.objects.filter(pk=article.pk).update(title=title[:255], introduction=title[:300])
    [shown] = titles(client, path)
    readable = "".join(one for one in title[:255] if one not in "\x0b\x1b\ufffe")
    assert shown.split() == readable.split()


@pytest.fixture
def worst(write, picture, soc_trang_office) -> ArticlePage:
    """An article with every block there is, and the worst words in it."""
    first = write("Đèn sáng", published_on=now() - timedelta(days=2))
    ProcedureFactory()
    body = every_block(
        picture=picture,
        procedure=Procedure.objects.get(),
        agency=soc_trang_office,
        article=first,
        words=CODE,
    )
    return write("Mọi khối", body=body, picture=picture, picture_alt=CODE)


def bodies(client) -> list[str]:
    """The newest article as each feed carries it."""
    xml = [
        next(part.value for part in read_raw(client, path).entries[0].content if part.value)
        for path in XML
    ]
    return [*xml, read_json(client)["items"][0]["content_html"]]


def read_raw(client, path: str):
    """As it came: feedparser itself would clean it."""
    return feedparser.parse(client.get(path).content, sanitize_html=False)


def test_a_whole_article_means_the_same_elsewhere(client, worst):
    for html in bodies(client):
        soup = BeautifulSoup(html, "html.parser")
        assert not soup.select("script, style, svg, button, form, iframe, [class], [hidden]")
        addresses = [tag.get("href") or tag.get("src") for tag in soup.select("[href], [src]")]
        assert len(addresses) > 10
        assert all(one.startswith(("http://", "https://", "mailto:", "tel:")) for one in addresses)
        names = {name for tag in soup.find_all(True) for name in tag.attrs}
        assert not [name for name in names if name.startswith(("on", "data-"))]
        assert "alert(1)" in soup.get_text()  # As words.


def test_an_empty_article_is_carried_too(client, write):
    write("Chưa có gì", body=emptied())
    assert [titles(client, path) for path in EVERY] == [["Chưa có gì"]] * 3


def test_corrections_are_carried(client, write):
    article = write("Đèn sáng")
    article.corrections.create(text="Ba ngày, không phải năm.")
    article.save_revision().publish()
    assert all("Ba ngày, không phải năm." in html for html in bodies(client))


@pytest.mark.parametrize("path", EVERY)
def test_the_newest_first_and_no_drafts(client, write, news, path):
    write("Hôm qua", published_on=now() - timedelta(days=1))
    write("Hôm nay")
    write("Bản nháp", live=False)
    assert titles(client, path) == ["Hôm nay", "Hôm qua"]
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert titles(client, path) == []


@pytest.mark.parametrize("path", EVERY)
def test_a_topics_and_a_communes_own(client, write, soc_trang, phu_loi, path):
    write("Ở Sóc Trăng", communes=[soc_trang])
    write("Ở Phú Lợi", communes=[phu_loi], topic=topic_called("huong-dan"))
    assert titles(client, f"{path}?chuyen-muc=huong-dan") == ["Ở Phú Lợi"]
    assert titles(client, f"{path}?xa={soc_trang.code}") == ["Ở Sóc Trăng"]
    assert titles(client, f"{path}?xa={soc_trang.code}&chuyen-muc=huong-dan") == []
    assert len(titles(client, f"{path}?xa=&chuyen-muc=")) == 2


def test_a_topics_feed_says_so(client, news, soc_trang):
    topic_called("huong-dan")
    asked = f"?chuyen-muc=huong-dan&xa={soc_trang.code}"
    feed = read(client, f"{ATOM}{asked}").feed
    assert feed.title.endswith(f": Hướng dẫn, {soc_trang.name}")
    assert feed.link == "http://testserver/tin-tuc/?chuyen-muc=huong-dan"
    assert [link.href for link in feed.links if link.rel == "self"] == [
        f"http://testserver{ATOM}{asked}"
    ]


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize(
    "asked", ["chuyen-muc=khong-co", "xa=99999", "xa=%F0%9F", "chuyen-muc=%ff"]
)
def test_there_is_no_feed_of_what_there_is_not(client, news, path, asked):
    assert client.get(f"{path}?{asked}").status_code == 404


def test_an_article_keeps_its_name_when_it_moves_and_says_when_it_changed(client, write):
    article = write("Đèn sáng", published_on=now() - timedelta(days=3))
    before = read(client, ATOM).entries[0]
    article.slug, article.title = "den-da-sang", "Đèn đã sáng"
    article.save_revision().publish()
    after = read(client, ATOM).entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.link != before.link
    assert after.updated > after.published


def test_the_feed_says_where_it_comes_from(client, news):
    feed = read(client).feed
    assert feed.title == "Tin từ Sóc Trăng Số"
    assert feed.link == "http://testserver/tin-tuc/"
    assert feed.language == "vi"


def test_the_feed_in_english_leads_to_pages_in_english(client, write, newsroom):
    load_site()
    in_english(write("Đèn sáng"), title="Light")
    feed = read(client, f"/en{RSS}")
    assert feed.feed.language == "en"
    assert feed.entries[0].link == "http://testserver/en/tin-tuc/den-sang/"


@pytest.mark.parametrize("path", EVERY)
def test_the_feed_is_short_and_quick(client, write, django_assert_max_num_queries, path):
    for number in range(NEWEST + 1):
        write(f"Tin {number}")
    with django_assert_max_num_queries(6):
        assert len(titles(client, path)) == NEWEST


@pytest.mark.parametrize("path", [*EVERY, f"{RSS}?chuyen-muc=chuyen-doi-so"])
def test_who_has_it_already_is_told_so(readers, write, path):
    write("Đèn sáng")
    first = readers.get(path)
    again = readers.get(path, if_none_match=first.headers["ETag"])
    assert (again.status, again.content, again.was_kept) == (304, b"", True)


def test_readers_find_the_feeds_on_every_page_and_a_topics_on_its_list(client, article):
    everywhere = list(EVERY)
    assert offered(client, "/gioi-thieu-khong-co/") == everywhere
    asked = "?chuyen-muc=chuyen-doi-so"
    of_topic = [*[f"{path}{asked}" for path in EVERY], *everywhere]
    assert offered(client, f"/tin-tuc/{asked}") == of_topic
    assert offered(client, article.url) == of_topic


def offered(client, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [link["href"] for link in page.select("link[rel=alternate]")]


def test_anyone_makes_her_own_feed_below_the_news(client, article, soc_trang):
    page = BeautifulSoup(client.get("/tin-tuc/").content, "html.parser")
    form = page.select_one("form[action='/tin-tuc/rss/']")
    assert [one.get("formaction") for one in form.select("button")] == [None, ATOM, JSON]
    assert soc_trang.code in [one["value"] for one in form.select("[name=xa] option")]


def test_every_document_in_a_feed_has_its_host(client, write):
    file = get_document_model().objects.create(
        title="Mẫu đơn", file=ContentFile(b"%PDF-", name="mau.pdf")
    )
    words = f'<p><a linktype="document" id="{file.pk}">Mẫu đơn</a></p>'
    write("Mẫu đơn mới", body=[("paragraph", words)])
    assert all(f'href="http://testserver{file.url}"' in html for html in bodies(client))
