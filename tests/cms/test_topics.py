"""Topics: a short list of the newsroom's own, kept by those who approve."""

import pytest
from django.urls import reverse

from cms.models import Topic
from cms.setup import load_site
from portal.search import index
from portal.search.models import SearchDoc
from tests.site import topic_called

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


def test_what_is_of_a_renamed_topic_is_found_under_its_new_name(write, home):
    topic = topic_called("chuyen-doi-so")
    write("Đèn sáng")
    write("Chợ đêm", topic=topic_called("huong-dan"))
    english = {"topic": topic.name_en, "language": "en", "body": "", "url": "/en/tin-tuc/den/"}
    index.put("page", "7777", title="The lamp is lit", **english)
    topic.name, topic.name_en = "Số hóa", "Going digital"
    topic.save()
    found = dict(SearchDoc.objects.values_list("title", "topic"))
    assert (found["Đèn sáng"], found["The lamp is lit"]) == ("Số hóa", "Going digital")
    assert found["Chợ đêm"] == "Hướng dẫn"
