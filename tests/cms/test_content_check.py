"""The checker beside the page being written knows the newsroom's own rules, in Vietnamese."""

import json
import re

import pytest
from django.urls import reverse

from cms.content_check import EMPTY_WORDS, NewsroomChecker
from tests.cms.test_editors import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(as_person, rinh, article) -> str:
    """The editor's screen of an article."""
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return as_person(rinh).get(address).content.decode()


def test_the_editor_is_given_our_rules(edited):
    found = re.search(
        r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', edited, re.DOTALL
    )
    rules = json.loads(found[1])
    assert {"image-alt", "video-caption"} <= set(rules["options"]["runOnly"])
    assert rules["messages"]["image-alt"]["error_name"] == "Ảnh chưa được mô tả"


def test_every_rule_that_runs_has_words_of_its_own():
    assert set(NewsroomChecker.axe_run_only) == set(NewsroomChecker.axe_messages)


def test_only_the_preview_carries_the_checker(as_person, rinh, article, client):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    editor = as_person(rinh)
    editor.post(address, typed(title="Đèn sắp sáng"))
    assert "wagtail-userbar" in editor.get(f"{address}?in_preview_panel=true").content.decode()
    for reader in (editor, client):
        assert "wagtail-userbar" not in reader.get(article.url).content.decode()


@pytest.mark.parametrize("words", ["Hình ảnh", "ảnh minh họa", "IMG_2041.jpg", "DSC-123", "anh_1"])
def test_words_that_tell_nothing_are_noticed(words):
    assert re.search(EMPTY_WORDS, words, re.IGNORECASE)


@pytest.mark.parametrize("words", ["Ảnh: thay bóng đèn", "Hình vẽ cây cầu mới", "Chợ đêm"])
def test_words_that_tell_something_are_not(words):
    assert not re.search(EMPTY_WORDS, words, re.IGNORECASE)
