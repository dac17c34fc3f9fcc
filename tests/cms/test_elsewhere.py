"""What a page tells other sites and search engines about itself."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page

from cms.models import StandardPage, news
from tests.cms.conftest import new_picture
from tests.cms.pages import a_document, a_film, a_question, add, an_album, an_event
from tests.site import topic_called

pytestmark = pytest.mark.django_db

SITE = settings.SITE_URL
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
WORST = '</script><script>alert(1)</script><!-- "&\u2028'


def head(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def said(page: BeautifulSoup, name: str) -> str | None:
    tag = page.find("meta", {"property": name}) or page.find("meta", {"name": name})
    return tag and tag["content"]


def facts(page: BeautifulSoup) -> dict[str, dict]:
    """What its JSON-LD says, by type."""
    [script] = page.find_all("script", type="application/ld+json")
    told = json.loads(script.string)
    assert told["@context"] == "https://schema.org"
    return {one["@type"]: one for one in told["@graph"]}


def test_an_article_has_a_card(client, write, picture):
    article = write("Đèn sáng", slug="den-sang", introduction="Hai ngày.", picture=picture)
    page = head(client, article.url)
    assert said(page, "og:type") == "article"
    assert said(page, "og:title") == "Đèn sáng"
    assert said(page, "og:description") == "Hai ngày."
    assert said(page, "og:url") == f"{SITE}/tin-tuc/den-sang/"
    assert said(page, "twitter:card") == "summary_large_image"
    assert said(page, "og:image").startswith("http://testserver/media/images/")


def test_an_article_is_listed_as_news(client, write, picture):
    article = write("Đèn sáng", slug="den-sang", introduction="Hai ngày.", picture=picture)
    news = facts(head(client, article.url))["NewsArticle"]
    assert (news["headline"], news["description"]) == ("Đèn sáng", "Hai ngày.")
    assert news["mainEntityOfPage"] == f"{SITE}/tin-tuc/den-sang/"
    assert news["datePublished"] == article.published_on.isoformat()
    assert news["dateModified"] >= news["datePublished"]
    assert news["image"][0].endswith(".jpg")
    assert news["articleSection"] == "Chuyển đổi số"
    assert news["publisher"]["name"] == "Sóc Trăng Số"


def test_the_way_to_an_article(client, article):
    steps = facts(head(client, article.url))["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in steps] == [
        (1, "Trang chủ", f"{SITE}/"),
        (2, "Tin tức", f"{SITE}/tin-tuc/"),
        (3, article.title, f"{SITE}{article.url}"),
    ]


def test_the_way_in_english(client, article):
    steps = facts(head(client, f"/en{article.url}"))["BreadcrumbList"]["itemListElement"]
    assert [one["item"] for one in steps][:2] == [f"{SITE}/en/", f"{SITE}/en/tin-tuc/"]


def test_a_title_never_ends_the_script_it_stands_in(client, write):
    article = write("Đèn", introduction=WORST)
    Page.objects.filter(pk=article.pk).update(title=WORST)
    page = head(client, article.url)
    told = facts(page)
    assert told["NewsArticle"]["headline"] == WORST
    assert told["NewsArticle"]["description"] == WORST.strip()
    assert said(page, "og:title") == WORST
    assert not [
        one
        for one in page("script")
        if one.string and "alert" in one.string and not one.get("type")
    ]


@pytest.mark.parametrize(
    ("asked", "known_as"),
    [
        ("/tin-tuc/?fbclid=x&la=1", "/tin-tuc/"),
        ("/tin-tuc/?chuyen-muc=chuyen-doi-so", "/tin-tuc/?chuyen-muc=chuyen-doi-so"),
        ("/tin-tuc/?chuyen-muc=khong-co&xa=99999", "/tin-tuc/"),
        ("/en/tin-tuc/", "/tin-tuc/"),
        ("/", "/"),
    ],
)
def test_each_page_is_known_by_one_address(client, article, asked, known_as):
    page = head(client, asked)
    assert page.find("link", rel="canonical")["href"] == f"{SITE}{known_as}"
    assert said(page, "og:type") == "website"


def test_home_is_the_beginning_of_every_way(client, article):
    assert head(client, "/").find_all("script", type="application/ld+json") == []


def test_pages_below_pages(client, about):
    below = add(about, StandardPage(title="Cách làm", slug="cach-lam"))
    steps = facts(head(client, below.url))["BreadcrumbList"]["itemListElement"]
    assert [one["name"] for one in steps] == ["Trang chủ", "Giới thiệu", "Cách làm"]


def test_a_page_that_is_no_editors_has_no_card(client, news):
    assert head(client, "/tra-cuu/").find("link", rel="canonical") is None


def title(page: BeautifulSoup) -> str:
    """What its tab says before the name of the portal; its card says the same."""
    named = page.title.string.removesuffix(" – Sóc Trăng Số")
    assert said(page, "og:title") == named
    return named


def canonical(page: BeautifulSoup) -> str:
    return page.find("link", rel="canonical")["href"].removeprefix(SITE)


@pytest.fixture
def two_pages(write, monkeypatch):
    """News enough for two pages, each article with a page of its own."""
    monkeypatch.setattr(news, "PER_PAGE", 1)
    write("Cũ")
    write("Mới")


@pytest.mark.parametrize(
    ("asked", "shown", "known_as"),
    [
        ("2", 2, "/tin-tuc/?page=2"),
        ("2&fbclid=x&la=1", 2, "/tin-tuc/?page=2"),
        ("99999", 2, "/tin-tuc/?page=2"),
        ("1", 1, "/tin-tuc/"),
        ("0", 1, "/tin-tuc/"),
        ("-3", 1, "/tin-tuc/"),
        ("abc", 1, "/tin-tuc/"),
        ("9" * 5000, 1, "/tin-tuc/"),
    ],
)
def test_a_list_is_known_by_the_page_it_shows(client, two_pages, asked, shown, known_as):
    answer = client.get(f"/tin-tuc/?page={asked}")
    assert answer.context["page_obj"].number == shown
    assert canonical(BeautifulSoup(answer.content, "html.parser")) == known_as


@pytest.mark.parametrize(
    ("asked", "known_as", "named"),
    [
        ("", "/su-kien/", "Sự kiện"),
        ("?past", "/su-kien/?past=", "Sự kiện: Đã diễn ra"),
        ("?month=2026-12", "/su-kien/?month=2026-12", "Sự kiện: Tháng 12/2026"),
        ("?month=2026-13&page=0", "/su-kien/", "Sự kiện"),
    ],
)
def test_a_calendar_says_what_narrows_it(client, home, asked, known_as, named):
    an_event(home)
    page = head(client, f"/su-kien/{asked}")
    assert (canonical(page), title(page)) == (known_as, named)


def test_a_list_says_by_what_form_it_is_narrowed(client, home):
    a_document(home)
    path = "/van-ban/"
    page = head(client, f"{path}?q=%20quy+dinh&kind=decision&year=2026&standing=&la=1")
    assert canonical(page) == f"{path}?q=quy+dinh&kind=decision&year=2026"
    assert title(page).endswith(": quy dinh, Quyết định, 2026")
    assert canonical(head(client, f"{path}?kind=khong-co")) == path


def test_news_say_their_topic_commune_and_page(client, two_pages, write, soc_trang):
    for name in ("Một", "Hai"):
        write(name, topic=topic_called("huong-dan"), communes=[soc_trang])
    asked = "chuyen-muc=huong-dan&xa=31507&page=2"
    page = head(client, f"/tin-tuc/?la=1&{asked}")
    assert title(page) == f"Tin tức: Hướng dẫn, {soc_trang}, trang 2"
    assert canonical(page) == f"/tin-tuc/?{asked}"
    assert title(head(client, "/tin-tuc/?page=2")) == "Tin tức: trang 2"
    assert title(head(client, "/tin-tuc/")) == "Tin tức"


def test_a_film_is_of_the_day_its_page_shows(client, home, picture):
    film = a_film(home, picture, filmed_on=date(2026, 11, 18))
    told = facts(head(client, film.url))["VideoObject"]
    assert told["uploadDate"] == "2026-11-18T00:00:00+07:00"


def test_an_event_is_listed_with_its_time_and_place(client, home, soc_trang):
    begins = datetime(2026, 12, 4, 8, 30, tzinfo=HERE)
    event = an_event(
        home,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        commune=soc_trang,
        organiser="Đoàn phường",
        introduction="Bà con học dùng điện thoại.",
    )
    told = facts(head(client, event.url))["Event"]
    assert (told["name"], told["description"]) == (event.title, event.introduction)
    assert told["startDate"] == "2026-12-04T08:30:00+07:00"
    assert told["endDate"] == "2026-12-04T10:30:00+07:00"
    assert told["location"] == {"@type": "Place", "name": event.where, "address": event.where}
    assert told["organizer"]["name"] == "Đoàn phường"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert "image" not in told


def test_an_event_of_whole_days_online_that_is_called_off(client, home):
    event = an_event(
        home,
        starts_at=datetime(2026, 12, 4, tzinfo=HERE),
        is_all_day=True,
        place="",
        online_url="https://hop.example.vn/so",
        cancelled_because="Bão số 9 vào bờ.",
    )
    told = facts(head(client, event.url))["Event"]
    assert (told["startDate"], told["endDate"]) == ("2026-12-04", "2026-12-04")
    assert told["location"] == {"@type": "VirtualLocation", "url": "https://hop.example.vn/so"}
    assert told["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_in_a_hall_and_online_has_two_places(client, home):
    event = an_event(home, online_url="https://hop.example.vn/so")
    told = facts(head(client, event.url))["Event"]
    assert [one["@type"] for one in told["location"]] == ["Place", "VirtualLocation"]


def test_a_question_is_described_by_its_answer(client, home, soc_trang_office):
    answer = [("paragraph", f"<p>{'Nhiều thủ tục được giảm phí. ' * 20}</p>")]
    question = a_question(home, soc_trang_office, introduction="Tôi ở xa.", body=answer)
    page = head(client, question.url)
    described = said(page, "description")
    assert described == said(page, "og:description")
    assert described.startswith("Nhiều thủ tục được giảm phí.")
    assert described.endswith("…")
    assert len(described) <= 200
    [asked] = facts(page)["FAQPage"]["mainEntity"]
    assert (asked["name"], asked["text"]) == (question.title, "Tôi ở xa.")
    assert asked["acceptedAnswer"]["text"].count("giảm phí") == 20
    assert asked["acceptedAnswer"]["author"]["name"] == soc_trang_office.name


def test_a_question_without_an_answer_yet_is_told_as_it_was_asked(client, home, soc_trang_office):
    question = a_question(home, soc_trang_office, introduction="Tôi ở xa.", body=[])
    page = head(client, question.url)
    assert said(page, "description") == "Tôi ở xa."
    assert "FAQPage" not in facts(page)


def test_a_picture_of_an_album_speaks_for_itself(client, home):
    album = an_album(home, [new_picture("mot.jpg"), new_picture("hai.jpg")])
    page = head(client, f"{album.url}2/")
    assert title(page) == "Ảnh 2: Ngày hội số"
    assert said(page, "description") == said(page, "og:description") == "Bà con xem ảnh 2"
