"""The search finds what is published, where it is now, and nothing else."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.models import StandardPage
from cms.setup import load_site
from portal.search.find import search
from portal.search.models import SearchDoc
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db


def urls(question: str) -> list[str]:
    return [doc.url for doc in search(question)]


def test_an_article_is_found_by_its_title(write):
    article = write("Đèn đường khóm 5 sáng trở lại")
    assert urls("den duong") == [article.url]


def test_an_article_is_found_by_every_word_in_it(write):
    body = [
        ("heading", "Ai đã sửa"),
        ("paragraph", "<p>Bà con mừng.</p><p>Trẻ nhỏ &amp; người già.</p>"),
        ("quote", {"text": "Hết sợ té", "attribution": "Bà Tư"}),
        ("procedure", {"procedure": ProcedureFactory(birth=True), "label": "Làm giấy cho bé"}),
    ]
    article = write("Đèn", body=body, introduction="Chỉ hai ngày")
    for words in ["hai ngay", "ai da sua", "mung tre nho", "so te", "ba tu", "giay cho be"]:
        assert urls(words) == [article.url], words


def test_a_page_is_found(about):
    assert urls("gioi thieu") == ["/gioi-thieu/"]


def test_lists_are_not_findable(home, news):
    assert not SearchDoc.objects.exists()


def test_a_draft_is_not_found(write):
    write("Bản nháp", live=False)
    assert urls("ban nhap") == []


def test_a_new_edition_replaces_the_old(write):
    article = write("Đèn hư")
    article.title = "Đèn sáng"
    article.save_revision().publish()
    assert urls("den hu") == []
    assert urls("den sang") == [article.url]


def test_a_withdrawn_page_is_not_found(write):
    write("Đèn sáng").unpublish()
    assert urls("den sang") == []


def test_a_deleted_page_is_not_found(write):
    write("Đèn sáng").delete()
    assert not SearchDoc.objects.exists()


def test_what_stood_below_a_deleted_page_is_not_found(write, news):
    write("Đèn sáng")
    news.refresh_from_db()
    news.delete()
    assert not SearchDoc.objects.exists()


def test_a_moved_page_is_found_at_its_new_place(home, about):
    help_page = home.add_child(instance=StandardPage(title="Trợ giúp", slug="tro-giup"))
    about.move(help_page, pos="last-child")
    assert urls("gioi thieu") == ["/tro-giup/gioi-thieu/"]


def test_pages_follow_when_the_page_above_is_renamed(
    write, news, django_capture_on_commit_callbacks
):
    write("Đèn sáng")
    news.refresh_from_db()
    news.slug = "ban-tin"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    assert urls("den sang") == ["/ban-tin/den-sang/"]


def test_a_closed_page_is_not_found_until_it_opens(write):
    article = write("Chỉ cho cán bộ")
    restriction = PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert urls("can bo") == []
    article.save_revision().publish()
    assert urls("can bo") == []
    restriction.delete()
    assert urls("can bo") == [article.url]


def test_addresses_are_vietnamese_whatever_the_editor_reads(about):
    with override("en"):
        about.save_revision().publish()
    assert urls("gioi thieu") == ["/gioi-thieu/"]


def test_a_closed_page_can_be_deleted(write, about):
    """Its restriction goes with it, and opens it to nobody on the way."""
    shut = write("Chỉ cho cán bộ")
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    shut.get_parent().get_children().get(pk=shut.pk).delete()
    assert not SearchDoc.objects.filter(title="Chỉ cho cán bộ").exists()
    assert not PageViewRestriction.objects.exists()


def test_lists_are_found_by_what_they_hold(newsroom):
    load_site()
    assert "/lien-he-co-quan/" in urls("lien he co quan")
    assert "/su-kien/" in urls("buoi tiep dan")
