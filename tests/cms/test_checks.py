"""Fresh eyes before publishing: advice for the editor, and links that lead nowhere keep it in."""

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.checks import checks_of, what_keeps_it_in
from cms.models import ArticlePage
from tests.cms.conftest import new_picture
from tests.cms.test_editors import FEATURES, add, edit, typed

pytestmark = pytest.mark.django_db


def link_to(number: int) -> str:
    return f'<p><a linktype="page" id="{number}">Đọc thêm</a></p>'


def body_linking(number: int) -> list:
    return [("paragraph", RichText(link_to(number)))]


def typed_linking(number: int) -> dict:
    words = rich_text(link_to(number), features=FEATURES)
    return typed(body=streamfield([("paragraph", words)]))


def test_of_a_good_article_there_is_nothing_to_say(write, article):
    shown = {"picture": new_picture(), "picture_alt": "Đèn", "introduction": "Đèn sáng rồi."}
    page = write("Đèn", body=body_linking(article.pk), **shown)
    assert checks_of(page) == []


def test_what_is_better_mended(write):
    picture = new_picture()
    picture.credit = ""
    long = "chữ " * 46 + "hết."
    page = write("Đ" * 91, picture=picture, body=[("paragraph", RichText(f"<p>{long}</p>"))])
    assert len(checks_of(page)) == 5
    assert what_keeps_it_in(page) == []


def test_links_that_lead_nowhere_keep_it_in(write, news):
    draft = write("Bản nháp", live=False)
    [sentence] = what_keeps_it_in(write("Đèn", body=body_linking(draft.pk)))
    assert "Bản nháp" in sentence
    assert len(what_keeps_it_in(write("Đèn hai", body=body_linking(99999)))) == 1


def test_linh_is_told_why_it_stays_in(as_person, rinh, linh, news, write):
    draft = write("Chưa đăng", live=False)
    add(as_person(rinh), news, **typed_linking(draft.pk))
    page = ArticlePage.objects.get(slug="den-duong-sang")
    browser = as_person(linh)
    edit(browser, page, **typed_linking(draft.pk), **{"action-publish": "1"})
    page.refresh_from_db()
    assert not page.live
    said = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert said.count("Chưa đăng") >= 2


def test_approving_is_refused_as_well(as_person, rinh, linh, news, write):
    draft = write("Chưa đăng", live=False)
    add(as_person(rinh), news, **typed_linking(draft.pk), **{"action-submit": "1"})
    page = ArticlePage.objects.get(slug="den-duong-sang")
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    edit(as_person(linh), page, **typed_linking(draft.pk), **approve)
    page.refresh_from_db()
    assert not page.live
