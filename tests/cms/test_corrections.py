"""What was wrong is put right in the open: on the page, with the day."""

from datetime import date

import pytest

from cms.models import Correction

pytestmark = pytest.mark.django_db


def correct(article, text: str, day: date) -> None:
    article.corrections.add(Correction(text=text, made_on=day))
    article.save_revision().publish()


def test_readers_see_what_was_wrong_and_when(client, article):
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
