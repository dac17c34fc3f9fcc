"""What a page tells other sites and search engines about itself."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page

from cms.models import StandardPage
from tests.cms.pages import add

pytestmark = pytest.mark.django_db

SITE = settings.SITE_URL
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
        ("/tin-tuc/?page=2&fbclid=x&la=1", "/tin-tuc/?page=2"),
        ("/tin-tuc/?chuyen-muc=chuyen-doi-so", "/tin-tuc/?chuyen-muc=chuyen-doi-so"),
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
