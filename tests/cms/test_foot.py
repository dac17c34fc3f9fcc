"""The foot of every page leads to our lists, and only where there is one."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from cms.models import FilmIndexPage, TopicIndexPage
from cms.setup import make_lists

pytestmark = pytest.mark.django_db


def led_to(client, address: str = "/") -> set[str]:
    foot = BeautifulSoup(client.get(address).content, "html.parser").select_one(".foot")
    return {link["href"] for link in foot.select(".foot__list a")}


def test_it_leads_to_every_list_there_is(client, home):
    make_lists(home)
    wanted = {"/chu-de/", "/cam-nang/", "/chuong-trinh/", "/thu-vien-anh/", "/phim/", "/van-ban/"}
    assert wanted <= led_to(client)
    assert {f"/en{one}" for one in wanted} <= led_to(client, "/en/")


def test_it_leads_nowhere_where_there_is_nothing(client, home):
    assert "/phim/" not in led_to(client)
    make_lists(home)
    FilmIndexPage.objects.get().unpublish()
    PageViewRestriction.objects.create(page=TopicIndexPage.objects.get(), restriction_type="login")
    assert not {"/phim/", "/chu-de/"} & led_to(client)


def test_it_asks_nothing_once_it_is_known(
    client, home, fragments_kept, django_assert_num_queries, django_assert_max_num_queries
):
    make_lists(home)
    assert "/phim/" in led_to(client, "/tra-cuu/")
    Page.objects.filter(slug="phim").update(live=False)
    assert "/phim/" in led_to(client, "/tra-cuu/")  # Wagtail would have said so.
