"""What search engines are shown: all that everyone may read, and nothing else."""

from datetime import timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction

from cms import sitemaps
from portal.common.moments import now
from services.procedures.models import Procedure
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
PAGES, PROCEDURES, LATEST = "/sitemap-trang.xml", "/sitemap-thu-tuc.xml", "/sitemap-tin-moi.xml"
ALERTS = "/sitemap-canh-bao.xml"


def root(client, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own map.


def places(client, path: str) -> list[str]:
    found = [one.text for one in root(client, path).iter(f"{MAP}loc")]
    return [one.removeprefix("http://testserver") for one in found]


def test_published_pages_and_when_they_changed(client, article, about):
    there = places(client, PAGES)
    assert {"/", "/tin-tuc/", article.url, about.url} <= set(there)
    article.refresh_from_db()
    changed = [one.text for one in root(client, PAGES).iter(f"{MAP}lastmod")]
    assert localdate(article.last_published_at).isoformat() in changed


def test_every_address_in_the_map_leads_to_a_page(client, article, about):
    ProcedureFactory()
    for address in [*places(client, PAGES), *places(client, PROCEDURES)]:
        assert client.get(address).status_code == 200, address


def test_drafts_and_closed_pages_are_on_no_map(client, write, news):
    write("Bản nháp", slug="ban-nhap", live=False)
    closed = write("Kín", slug="kin")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    maps = [*places(client, PAGES), *places(client, LATEST)]
    assert not [one for one in maps if "ban-nhap" in one or "kin" in one]


def test_procedures_in_force(client, news):
    ProcedureFactory(code="1.001193")
    ProcedureFactory(code="1.000000")
    Procedure.objects.filter(code="1.000000").update(is_active=False)
    assert places(client, PROCEDURES) == ["/thu-tuc/1.001193/"]


def test_news_of_two_days(client, write):
    write("Hôm nay & <b>", slug="hom-nay")
    write("Ba ngày trước", published_on=now() - timedelta(days=3))
    write("Ngày mai", published_on=now() + timedelta(days=1))
    told = root(client, LATEST)
    assert places(client, LATEST) == ["/tin-tuc/hom-nay/"]
    assert [one.text for one in told.iter(f"{NEWS}title")] == ["Hôm nay & <b>"]
    assert [one.text for one in told.iter(f"{NEWS}language")] == ["vi"]


def test_a_title_of_old_breaks_no_map(client, write):
    article = write("Đèn")
    Page.objects.filter(pk=article.pk).update(title="Đèn\x1b\x0b sáng")
    [title] = root(client, LATEST).iter(f"{NEWS}title")
    assert title.text.split() == ["Đèn", "sáng"]


def test_a_long_map_has_several_files(client, write, monkeypatch):
    monkeypatch.setattr(sitemaps.PageMap, "limit", 2)
    for number in range(3):
        write(f"Tin {number}")
    files = places(client, "/sitemap.xml")
    assert files[:3] == [PAGES, f"{PAGES}?p=2", f"{PAGES}?p=3"]
    listed = [place for file in files[:3] for place in places(client, file)]
    assert len(listed) == len(set(listed)) == 5
    assert client.get(f"{PAGES}?p=9").status_code == 404


@pytest.mark.parametrize("path", [PAGES, LATEST, PROCEDURES, ALERTS, "/sitemap.xml"])
def test_a_map_asks_the_same_few_questions(client, write, django_assert_max_num_queries, path):
    for number in range(10):
        write(f"Tin {number}")
        ProcedureFactory()
    with django_assert_max_num_queries(6):
        client.get(path)


def test_there_is_no_map_of_what_there_is_not(client, news):
    assert client.get("/sitemap-khong-co.xml").status_code == 404


def test_robots_are_told_where_to_go(client, news):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.site_maps() == [
        "http://testserver/sitemap.xml",
        f"http://testserver{LATEST}",
    ]
    closed = ["/quan-tri/", "/tai-khoan/dang-nhap/", "/tim-kiem/?q=x", "/en/tim-kiem/"]
    assert not [one for one in closed if rules.can_fetch("*", one)]
    assert rules.can_fetch("*", "/tin-tuc/")


@pytest.mark.parametrize("path", ["/sitemap.xml", PAGES, LATEST, "/robots.txt"])
def test_maps_are_kept_like_pages(readers, article, path):
    assert [readers.get(path).was_kept for _time in range(2)] == [False, True]
