"""Pages to be read again stand on the first screen of those who may change them."""

from datetime import timedelta

import pytest
from wagtail.models import get_page_models

from cms.models import ArticlePage, FilmIndexPage, StandardPage
from cms.models.base import kinds
from cms.review.due import due_soon
from portal.common.moments import today

pytestmark = pytest.mark.django_db


def test_every_kind_of_page_has_its_day():
    having = {kind for kind in get_page_models() if hasattr(kind, "review_by")}
    assert {ArticlePage, FilmIndexPage, StandardPage} <= having
    assert sorted(kinds(), key=str) == sorted(having, key=str)


def test_the_oldest_day_first_and_no_drafts(write):
    write("Sắp tới", review_by=today() + timedelta(days=10))
    write("Đã qua", review_by=today() - timedelta(days=1))
    write("Còn lâu", review_by=today() + timedelta(days=60))
    write("Nháp", review_by=today(), live=False)
    assert [page.title for page in due_soon()] == ["Đã qua", "Sắp tới"]


def test_rinh_finds_it_when_she_comes_in(as_person, rinh, hoa, write):
    write("Giờ tiếp dân", review_by=today())
    assert "Giờ tiếp dân" in as_person(rinh).get("/quan-tri/").content.decode()
    assert "Giờ tiếp dân" not in as_person(hoa).get("/quan-tri/").content.decode()
