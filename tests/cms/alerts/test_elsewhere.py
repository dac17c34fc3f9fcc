"""What alerts tell other sites and search engines, as every page does; and that they are found."""

import pytest
from django.conf import settings
from django.utils.timezone import localtime

from cms.alerts import views
from portal.common.moments import now, travel_to
from tests.cms.alerts.conftest import HOUR
from tests.cms.test_elsewhere import canonical, facts, head, said, title
from tests.cms.test_sitemaps import ALERTS, places

pytestmark = pytest.mark.django_db
SITE = settings.SITE_URL
LIST = "/canh-bao/"
DAY = 24 * HOUR


def versions(page) -> dict[str, str]:
    found = page.find_all("link", rel="alternate", hreflang=True)
    return {one["hreflang"]: one["href"].removeprefix(SITE) for one in found}


def test_an_alert_has_a_card(client, home, told):
    path = told("Triều cường", text="Nước lên 1,7 m.").get_absolute_url()
    page = head(client, path)
    assert (canonical(page), title(page)) == (path, "Triều cường")
    assert said(page, "description") == said(page, "og:description") == "Nước lên 1,7 m."
    assert versions(page) == {"vi": path, "en": f"/en{path}", "x-default": path}
    assert canonical(head(client, f"/en{path}?la=1")) == f"/en{path}"


def test_an_alert_of_few_words_is_described_by_its_advice(client, home, told):
    path = told("Triều cường", instruction="Kê cao đồ điện.\nGọi 114.").get_absolute_url()
    assert said(head(client, path), "description") == "Kê cao đồ điện. Gọi 114."


def test_a_cancelled_alert_says_so_and_why(client, home, told, take_back):
    message = told("Triều cường", instruction="Gọi 114.")
    take_back(message.alert, "Nước đã rút.")
    page = head(client, message.get_absolute_url())
    assert title(page) == "Đã hủy: Triều cường"
    assert said(page, "og:description") == "Nước đã rút."


def test_an_alert_in_force_is_announced(client, home, told, soc_trang):
    message = told("Triều cường", text="Nước lên.", areas=[soc_trang])
    announced = facts(head(client, message.get_absolute_url()))["SpecialAnnouncement"]
    assert (announced["name"], announced["text"]) == ("Triều cường", "Nước lên.")
    assert announced["datePosted"] == localtime(message.at).isoformat()
    assert announced["expires"] == localtime(message.ends_at).isoformat()
    assert [one["name"] for one in announced["spatialCoverage"]] == [soc_trang.name]


def test_an_alert_for_all_is_announced_for_all(client, home, told):
    message = told("Mất điện", ends_at=None)
    announced = facts(head(client, message.get_absolute_url()))["SpecialAnnouncement"]
    assert [one["name"] for one in announced["spatialCoverage"]] == ["Sóc Trăng"]
    assert "expires" not in announced


def test_what_is_over_or_cancelled_is_announced_no_more(client, home, told, take_back):
    over, cancelled = told("Đã qua"), told("Đã hủy", ends_at=now() + 9 * DAY)
    take_back(cancelled.alert)
    with travel_to(now() + DAY):
        for message in (over, cancelled):
            page = head(client, message.get_absolute_url())
            assert not page.find("script", type="application/ld+json")


@pytest.mark.parametrize(
    ("asked", "question", "named"),
    [
        ("?la=1&page=0", "", "Cảnh báo"),
        ("?xa=31507&la=1", "?xa=31507", "Cảnh báo: Phường Sóc Trăng"),
        ("?xa=99999", "", "Cảnh báo"),
    ],
)
def test_the_list_is_known_by_its_commune_only(client, home, told, asked, question, named):
    page = head(client, LIST + asked)
    assert (canonical(page), title(page)) == (LIST + question, named)
    assert versions(page)["en"] == f"/en{LIST}{question}"


def test_what_is_over_is_listed_by_pages(client, home, told, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 1)
    with travel_to(now() - 2 * DAY):
        for number in range(2):
            told(f"Đã qua {number}")
    page = head(client, f"{LIST}?page=9")
    assert (canonical(page), title(page)) == (f"{LIST}?page=2", "Cảnh báo: trang 2")


def test_the_list_and_what_is_in_force_are_on_a_map(client, home, told, take_back):
    now_or_soon = [told("Đang có"), told("Sắp tới", starts_at=now() + DAY)]
    take_back(told("Đã hủy").alert)
    with travel_to(now() - 2 * DAY):
        told("Đã qua")
    assert places(client, ALERTS) == [LIST, *[one.get_absolute_url() for one in now_or_soon]]
    assert ALERTS in places(client, "/sitemap.xml")
