"""What is not translated yet, or was before it changed, for those who translate."""

from datetime import timedelta

import pytest

from cms.models import NewsIndexPage
from cms.setup import load_site
from cms.untranslated import important, told, untranslated
from portal.common.moments import now
from tests.cms.pages import in_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(newsroom):
    load_site()
    return NewsIndexPage.objects.in_first_language().get()


def wants(title: str) -> list[str]:
    found = {page.title: page for page in told(untranslated())}
    return [str(one["state"]) for one in found[title].wants] if title in found else []


def test_a_page_wants_a_translation_until_one_is_published(article):
    assert wants(article.title) == ["Chưa có"]
    translation = in_english(article, live=False)
    assert wants(article.title) == ["Đã bắt đầu, chưa đăng"]
    translation.save_revision().publish()
    assert wants(article.title) == []


def test_a_page_that_changed_wants_its_translation_looked_at(article):
    in_english(article)
    article.save_revision().publish()
    assert wants(article.title) == ["Cũ hơn trang gốc"]


def test_what_lasts_comes_first_and_old_news_are_left_in_peace(write):
    old, long_ago = write("Tin cũ"), now() - timedelta(days=365)
    type(old).objects.filter(pk=old.pk).update(first_published_at=long_ago)
    write("Tin mới")
    titles = [page.title for page in important()]
    assert titles.index("Giới thiệu") < titles.index("Tin mới")
    assert "Tin cũ" not in titles


def test_who_translates_sees_it_first(as_person, rinh, article):
    page = as_person(rinh).get("/quan-tri/").content.decode()
    assert "Chưa có bản dịch" in page


def test_the_report_shows_all_of_them(as_person, rinh, article):
    page = as_person(rinh).get("/quan-tri/ban-dich/").content.decode()
    assert article.title in page
    assert "Dịch trang này" in page


def test_others_have_no_business_there(as_person, hoa):
    assert as_person(hoa).get("/quan-tri/ban-dich/").status_code == 302
