"""Topics: a short list of the newsroom's own, kept by those who approve."""

import pytest
from django.urls import reverse

from cms.models import Topic
from cms.setup import load_site

pytestmark = pytest.mark.django_db


def test_a_newsroom_begins_with_five_and_keeps_what_it_made_of_them(newsroom):
    assert Topic.objects.count() == 5
    Topic.objects.filter(slug="huong-dan").update(name="Cẩm nang")
    load_site()
    assert Topic.objects.get(slug="huong-dan").name == "Cẩm nang"


def test_linh_adds_a_topic(linh, as_person):
    form = {"name": "Giáo dục số", "slug": "giao-duc-so", "summary": "", "position": "9"}
    as_person(linh).post(reverse("wagtailsnippets_cms_topic:add"), form)
    assert Topic.objects.get(slug="giao-duc-so").name == "Giáo dục số"


def test_rinh_does_not(rinh, as_person):
    answer = as_person(rinh).get(reverse("wagtailsnippets_cms_topic:add"))
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")


def test_an_article_can_be_of_no_topic_only_as_a_draft(client, write):
    draft = write("Chưa rõ", live=False, topic=None)
    assert draft.topic is None
    assert client.get("/tin-tuc/rss/").status_code == 200
