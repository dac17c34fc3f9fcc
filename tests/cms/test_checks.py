"""Fresh eyes before publishing: advice for the editor, and links that lead nowhere keep it in."""

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.checks import checks_of, what_keeps_it_in
from cms.models import ArticlePage
from tests.cms.conftest import new_picture
from tests.cms.pages import a_consultation, a_film
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


def test_also_in_an_outcome_and_in_the_words_of_a_film(write, home):
    draft = write("Bản nháp", live=False)
    for page in (
        a_consultation(home, outcome=body_linking(draft.pk)),
        a_film(home, new_picture(), transcript=link_to(draft.pk)),
    ):
        assert any("Bản nháp" in sentence for sentence in what_keeps_it_in(page)), page


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


def publish_together(browser, *pages, below: str = "") -> str:
    """As an editor does who ticks several pages in a list; what she is told."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    answer = browser.post(f"{address}?{chosen}&next=/quan-tri/", {"include_descendants": below})
    return browser.get(answer.url).content.decode()


def drafts_of(write, *titles: str) -> list[ArticlePage]:
    drafts = [write(title, live=False) for title in titles]
    for draft in drafts:
        draft.save_revision()
    return drafts


def link(page, target) -> None:
    page.body = body_linking(target.pk)
    page.save_revision()


def are_live(*pages) -> list[bool]:
    return [ArticlePage.objects.get(pk=page.pk).live for page in pages]


def test_publishing_many_at_once_lets_nothing_slip_through(as_person, linh, write):
    sound, broken, hidden = drafts_of(write, "Đèn sáng", "Đèn hỏng", "Chưa đăng")
    link(broken, hidden)
    said = publish_together(as_person(linh), sound, broken)
    assert are_live(sound, broken) == [True, False]
    assert "“Đèn hỏng” chưa được đăng" in said
    assert "Chưa đăng" in said


def test_nor_does_publishing_all_below(as_person, linh, news, write):
    broken, sound = drafts_of(write, "Đèn hỏng", "Đèn sáng")
    broken.body = body_linking(99999)
    broken.save_revision()
    news.save_revision()
    publish_together(as_person(linh), news, below="on")
    assert are_live(broken, sound) == [False, True]


def test_pages_that_lead_to_each_other_go_out_together(as_person, linh, write):
    first, second = drafts_of(write, "Phần một", "Phần hai")
    link(first, second)
    publish_together(as_person(linh), first, second)
    assert are_live(first, second) == [True, True]


def test_the_door_of_scripts_is_closed_as_well(as_person, linh, write):
    [broken] = drafts_of(write, "Đèn hỏng")
    broken.body = body_linking(99999)
    broken.save_revision()
    door = reverse("wagtailadmin_api:pages:action", args=[broken.pk, "publish"])
    assert as_person(linh).post(door).status_code == 400
    assert are_live(broken) == [False]
