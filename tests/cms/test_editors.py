"""An editor writes, a publisher approves; nobody else comes in."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import ArticlePage
from portal.common.moments import now
from portal.search.find import search
from tests.site import topic_called

pytestmark = pytest.mark.django_db
APART = "Đe\u0300n đu\u031bo\u031b\u0300ng sa\u0301ng"  # NFD, as some telephones type it.
PUBLISH = {"action-publish": "1"}
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


def typed(title: str = "Đèn đường sáng", body=None, **facts) -> dict:
    """What the editor's form sends."""
    words = rich_text("<p>Bà con mừng.</p>", features=FEATURES)
    form = {
        "title": title,
        "slug": "den-duong-sang",
        "introduction": "",
        "picture": "",
        "picture_alt": "",
        "topic": topic_called("chuyen-doi-so").pk,
        "review_by": "",
        "corrections": inline_formset([]),
        "published_on": "22/11/2026 08:00",
        "seo_title": "",
        "search_description": "",
        "body": body or streamfield([("paragraph", words)]),
        "comments": inline_formset([]),
    }
    return nested_form_data(form | facts)


def test_times_that_do_not_fit_are_told_above_the_page(as_person, linh, article):
    times = {"go_live_at": "01/12/2046 08:00", "expire_at": "30/11/2046 08:00"}
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    said = as_person(linh).post(address, typed(**times)).content.decode()
    assert "Giờ hẹn chưa hợp lệ" in said
    assert "Sửa lịch" in said


def add(client, news, **facts):
    return client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "articlepage", news.pk]), facts
    )


def edit(client, page, **facts):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed() | facts)


def publish(as_person, rinh, linh, news, **facts):
    """Rinh writes, Linh publishes."""
    add(as_person(rinh), news, **typed(**facts))
    edit(as_person(linh), ArticlePage.objects.get(), **typed(**facts), **PUBLISH)


def test_what_an_editor_saves_is_a_draft(as_person, rinh, news):
    add(as_person(rinh), news, **typed())
    assert not ArticlePage.objects.get(slug="den-duong-sang").live


def test_days_are_written_as_people_write_them(as_person, rinh, news):
    add(as_person(rinh), news, **typed(published_on="02/11/2026 08:00"))
    article = ArticlePage.objects.get()
    assert localtime(article.published_on).date() == date(2026, 11, 2)
    form = as_person(rinh).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert 'value="02/11/2026 08:00"' in form.content.decode()


def test_a_day_left_open_is_the_moment_it_comes_out(as_person, rinh, linh, news):
    with time_machine.travel(now() - timedelta(days=20)):
        add(as_person(rinh), news, **typed(published_on=""))
    edit(as_person(linh), ArticlePage.objects.get(), published_on="", **PUBLISH)
    article = ArticlePage.objects.get()
    assert article.live
    assert now() - article.published_on < timedelta(hours=1)
    assert article.published_on == article.first_published_at
    form = as_person(rinh).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert form.context["form"]["published_on"].value() is None
    article.get_latest_revision().publish()
    article.refresh_from_db()
    assert article.published_on == article.first_published_at


def test_a_day_that_was_named_stays(as_person, rinh, linh, news):
    publish(as_person, rinh, linh, news, published_on="02/11/2026 08:00")
    assert localtime(ArticlePage.objects.get().published_on).date() == date(2026, 11, 2)


def test_an_editor_cannot_publish(client, as_person, rinh, news):
    add(as_person(rinh), news, **typed(), **{"action-publish": "1"})
    assert not ArticlePage.objects.get().live
    assert client.get("/tin-tuc/den-duong-sang/").status_code == 404


def test_a_publisher_publishes_what_an_editor_wrote(client, as_person, rinh, linh, news):
    publish(as_person, rinh, linh, news)
    assert client.get("/tin-tuc/den-duong-sang/").status_code == 200


def test_from_the_editors_hands_to_the_readers(client, as_person, rinh, linh, news):
    add(as_person(rinh), news, **typed(), **{"action-submit": "1"})
    article = ArticlePage.objects.get()
    assert article.workflow_in_progress
    assert [letter.to for letter in mail.outbox] == [[linh.email]]

    publisher = as_person(linh)
    assert article.title in publisher.get("/quan-tri/").content.decode()
    edit(publisher, article, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert client.get("/tin-tuc/den-duong-sang/").status_code == 200
    assert [doc.url for doc in search("ba con mung")] == ["/tin-tuc/den-duong-sang/"]


def test_an_editor_does_not_approve_her_own(as_person, rinh, linh, news):
    editor = as_person(rinh)
    add(editor, news, **typed(), **{"action-submit": "1"})
    article = ArticlePage.objects.get()
    edit(editor, article, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    article.refresh_from_db()
    assert not article.live


def test_words_are_kept_in_one_spelling(as_person, rinh, news):
    add(as_person(rinh), news, **typed(title=APART, introduction=APART))
    article = ArticlePage.objects.get()
    assert (article.title, article.introduction) == ("Đèn đường sáng", "Đèn đường sáng")


def test_an_address_nobody_wrote_is_written_in_latin_letters(news):
    topic = topic_called("huong-dan")
    article = news.add_child(instance=ArticlePage(title="Đèn đường Khóm 5", topic=topic, body=[]))
    assert article.slug == "den-duong-khom-5"
    twin = news.add_child(instance=ArticlePage(title="Đèn đường khóm 5", topic=topic, body=[]))
    assert twin.slug == "den-duong-khom-5-2"


@pytest.mark.parametrize("field", ["title", "introduction", "picture_alt", "seo_title"])
@pytest.mark.parametrize("unreadable", ["đèn\x00hư", "đèn\ufffe"])
def test_what_cannot_be_read_is_refused(as_person, rinh, news, field, unreadable):
    answer = add(as_person(rinh), news, **typed(**{field: unreadable}))
    assert answer.status_code in {200, 400}
    assert not ArticlePage.objects.exists()


def test_a_link_that_runs_code_reaches_no_reader(client, as_person, rinh, linh, news):
    state = {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "depth": 0,
                "text": "bấm",
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 3}],
            }
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
        },
    }
    body = streamfield([("paragraph", json.dumps(state))])
    publish(as_person, rinh, linh, news, body=body)
    page = client.get("/tin-tuc/den-duong-sang/").content.decode()
    assert "bấm" in page
    assert "javascript:" not in page


def test_unknown_blocks_are_left_out(client, as_person, rinh, linh, news):
    body = streamfield([("script", "alert(1)"), ("heading", "Ai đã sửa")])
    publish(as_person, rinh, linh, news, body=body)
    page = client.get("/tin-tuc/den-duong-sang/").content.decode()
    assert "Ai đã sửa" in page
    assert "alert(1)" not in page


def test_a_resident_does_not_come_in(as_person, lan, news):
    answer = as_person(lan).get("/quan-tri/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")


def test_a_stranger_is_asked_at_our_own_door(client, home):
    for path in ("/quan-tri/", "/quan-tri/login/"):
        assert client.get(path)["Location"].startswith("/tai-khoan/dang-nhap/")
    assert client.post("/quan-tri/login/", {"username": "a", "password": "b"}).status_code == 302


@pytest.mark.parametrize("path", ["users/", "groups/", "membership/", "agency/", "workflows/list/"])
def test_an_editor_looks_after_words_only(as_person, rinh, path):
    assert as_person(rinh).get(f"/quan-tri/{path}").status_code in {302, 403}


def test_an_officer_edits_no_page(as_person, hoa, newsroom, news):
    add(as_person(hoa), news, **typed())
    assert not ArticlePage.objects.exists()
