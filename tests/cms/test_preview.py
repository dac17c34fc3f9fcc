"""An editor sees her page beside her words, in a frame that nobody else may draw."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from cms.models import ArticlePage
from tests.cms.bodies import FILM
from tests.cms.test_editors import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(as_person, rinh, article):
    """What the frame shows of an article that is being changed."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    editor = as_person(rinh)
    editor.post(url, typed(title="Đèn sắp sáng"))
    return editor.get(url)


def test_the_preview_shows_what_is_not_saved_yet(preview, article):
    assert "<h1>Đèn sắp sáng</h1>" in preview.content.decode()
    assert ArticlePage.objects.get(pk=article.pk).title == article.title


def test_only_the_editor_frames_it(preview, client, article):
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in client.get(article.url)["Content-Security-Policy"]


def test_its_scripts_are_as_strict_as_the_readers(preview):
    assert "unsafe" not in preview["Content-Security-Policy"]


def test_its_films_may_be_played(as_person, rinh, write):
    page = write("Phim", body=[("embed", {"url": FILM, "title": "Phim"})])
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    film = streamfield([("embed", {"url": FILM, "title": "Phim"})])
    editor = as_person(rinh)
    editor.post(url, typed(body=film))
    assert "youtube-nocookie.com" in editor.get(url)["Content-Security-Policy"]
