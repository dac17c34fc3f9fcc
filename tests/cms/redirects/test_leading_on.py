"""What moved is found at its old address, whatever moved it, in each language."""

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.models import StandardPage
from tests.cms.pages import a_consultation, an_event

pytestmark = pytest.mark.django_db

OLD = "/tin-tuc/chuyen-doi-so-bat-dau-tu-ngon-den-duong/"
HERE = "http://127.0.0.1:8000"  # Where the newsroom's site stands.
NEW = "/tin-tuc/ngon-den-dau-hem/"


def give_slug(page, slug: str):
    """As an editor does who changes the last part of an address."""
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return page


@pytest.fixture
def moved(article):
    return give_slug(article, "ngon-den-dau-hem")


def leads(client, address: str) -> str:
    """Where one is led from here; empty, if one is told that there is nothing."""
    answer = client.get(address)
    assert answer.status_code in {301, 302, 404}
    return answer.get("Location", "")


def test_an_article_with_a_new_slug_is_found_at_the_old_one(client, moved):
    answer = client.get(OLD)
    assert (answer.status_code, answer["Location"]) == (301, NEW)
    assert answer["Cache-Control"] == "public, max-age=60"


def test_also_in_english_and_whatever_is_asked_besides(client, moved):
    assert leads(client, f"/en{OLD}") == f"/en{NEW}"
    assert leads(client, f"{OLD}?utm_source=zalo") == NEW


def test_whoever_moves_it_in_an_english_admin(client, article):
    with translation.override("en"):
        give_slug(article, "ngon-den-dau-hem")
    assert leads(client, OLD) == NEW


def test_what_stands_below_a_page_moves_with_it(client, home, about):
    below = about.add_child(instance=StandardPage(title="Liên hệ", slug="lien-he"))
    below.save_revision().publish()
    other = home.add_child(instance=StandardPage(title="Về cổng", slug="ve-cong"))
    StandardPage.objects.get(pk=about.pk).move(other, pos="last-child")
    assert leads(client, "/gioi-thieu/lien-he/") == "/ve-cong/gioi-thieu/lien-he/"


def test_so_does_what_belongs_to_a_page(client, home):
    event = an_event(home, slug="ngay-hoi")
    give_slug(event, "ngay-hoi-so")
    assert leads(client, "/su-kien/ngay-hoi/lich.ics") == "/su-kien/ngay-hoi-so/lich.ics"
    draft = a_consultation(home, slug="cho")
    give_slug(draft, "cho-so")
    assert leads(client, "/gop-y-du-thao/cho/gui/") == "/gop-y-du-thao/cho-so/gui/"


def test_a_page_that_moves_back_stands_there_again(client, moved):
    give_slug(moved, "chuyen-doi-so-bat-dau-tu-ngon-den-duong")
    assert client.get(OLD).status_code == 200
    assert leads(client, NEW) == OLD


def test_old_addresses_in_vietnamese_are_known_however_a_browser_writes_them(client, article):
    Redirect.add_redirect("/chuyên-mục/đèn đường/", article)
    assert leads(client, "/chuyên-mục/đèn đường") == OLD
    assert leads(client, "/chuy%C3%AAn-m%E1%BB%A5c/%C4%91%C3%A8n%20%C4%91%C6%B0%E1%BB%9Dng/") == OLD


def test_an_address_that_was_nothing_but_a_number(client, article):
    Redirect.add_redirect("/?p=123", article)
    assert leads(client, "/?p=123") == OLD
    assert client.get("/?p=124").status_code == 200


def test_nobody_learns_of_a_page_that_is_not_published(client, moved):
    moved.unpublish()
    assert leads(client, OLD) == ""


def test_nor_of_one_that_is_closed_to_her(client, moved, hoa):
    PageViewRestriction.objects.create(page=moved, restriction_type="login")
    assert leads(client, OLD) == ""
    client.force_login(hoa, backend="portal.accounts.backends.MembershipBackend")
    assert leads(client, OLD) == NEW
    assert {"private", "no-store"} <= set(client.get(OLD)["Cache-Control"].split(", "))


def test_nobody_is_led_in_circles(client, home):
    for old, new in [("/a", "/b/"), ("/b", "/c/"), ("/c", "/a/"), ("/d", "/d/?x=1")]:
        Redirect.add_redirect(old, f"http://localhost{new}")
    assert leads(client, "/a/") == ""
    assert leads(client, "/d/") == ""


def test_what_leads_away_or_ends_is_followed(client, home):
    Redirect.add_redirect("/cu", "https://soctrang.gov.vn/")
    Redirect.add_redirect("/xua", "http://localhost/cu/")
    assert leads(client, "/cu/") == "https://soctrang.gov.vn/"
    assert leads(client, "/xua/") == "http://localhost/cu/"


def test_kept_pages_forget_the_old_address_at_once(readers, article):
    readers.get(OLD)
    assert readers.get(OLD).was_kept
    give_slug(article, "ngon-den-dau-hem")
    assert readers.get(OLD).status == 301


def test_leading_on_asks_as_much_however_many_redirects_there_are(
    client, moved, django_assert_max_num_queries
):
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/tin-tuc/tin-{number}", redirect_page=moved) for number in range(200)
    )
    with django_assert_max_num_queries(12):
        assert leads(client, OLD) == NEW


def test_a_form_refuses_circles_and_says_so(as_person, alone, home):
    Redirect.add_redirect("/a", f"{HERE}/b/")
    browser, address = as_person(alone), reverse("wagtailredirects:add")
    facts = {"old_path": "/b/", "is_permanent": "on", "redirect_link": f"{HERE}/a/"}
    answer = browser.post(address, facts)
    assert answer.status_code == 200, answer["Location"]
    said = answer.content.decode()
    assert "vòng tròn" in said
    said = browser.post(address, facts | {"redirect_link": ""}).content.decode()
    assert "chọn một trang" in said
    assert Redirect.objects.count() == 1
    browser.post(address, facts | {"redirect_link": "https://soctrang.gov.vn/"})
    assert Redirect.objects.count() == 2


def test_the_form_begins_with_the_address_one_came_with(as_person, alone, home):
    address = f"{reverse('wagtailredirects:add')}?old_path=/tin-tuc/xua/"
    assert 'value="/tin-tuc/xua/"' in as_person(alone).get(address).content.decode()


def test_the_list_speaks_vietnamese(as_person, alone, article):
    Redirect.add_redirect("/cu", article)
    said = as_person(alone).get(reverse("wagtailredirects:index")).content.decode()
    assert "Chuyển hướng" in said
    assert "Redirect" not in said.split("<main")[1].split("</main")[0].replace(
        "wagtailredirects", ""
    )
