"""What was wrong is put right in the open: on the page, with the day."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from cms.models import Correction
from tests.cms.test_editors import typed

pytestmark = pytest.mark.django_db


def correct(article, text: str, day: date) -> None:
    article.corrections.add(Correction(text=text, made_on=day))
    article.save_revision().publish()


def test_readers_see_what_was_wrong_and_when(
    client, article, fragments_kept, django_capture_on_commit_callbacks
):
    client.get(article.url)
    with django_capture_on_commit_callbacks(execute=True):
        correct(article, "Bài ghi 5 ngày; đúng là 3 ngày làm việc.", date(2026, 11, 20))
    page = client.get(article.url).content.decode()
    assert "Đính chính" in page
    assert "Bài ghi 5 ngày; đúng là 3 ngày làm việc." in page
    assert "20/11/2026" in page


def test_the_newest_comes_first(client, article):
    correct(article, "Lần một.", date(2026, 11, 1))
    correct(article, "Lần hai.", date(2026, 11, 20))
    page = client.get(article.url).content.decode()
    assert page.index("Lần hai.") < page.index("Lần một.")


def test_a_page_without_mistakes_says_nothing(client, article):
    assert "Đính chính" not in client.get(article.url).content.decode()


def test_a_correction_being_written_waits_for_its_publication(client, article):
    article.corrections.add(Correction(text="Chưa duyệt."))
    article.save_revision()
    assert "Chưa duyệt." not in client.get(article.url).content.decode()


def test_its_editor_sees_it_before_that(as_person, rinh, article):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    corrections = inline_formset([{"made_on": "20/11/2026", "text": "Ba ngày, không phải năm."}])
    editor = as_person(rinh)
    editor.post(url, typed(corrections=corrections))
    assert "Ba ngày, không phải năm." in editor.get(url).content.decode()
