"""One article: its words as they were written, its pictures, and what to read next."""

import re
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from cms.models import NewsIndexPage
from portal.common.moments import now
from tests.cms.conftest import new_picture
from tests.services.procedures.factories import ProcedureFactory
from tests.site import topic_called

pytestmark = pytest.mark.django_db
NASTY = '<script>alert("Lan")</script> & <b>đậm</b>'


def read(client, page, prefix: str = "") -> str:
    return client.get(f"{prefix}{page.url}").content.decode()


def test_title_and_introduction_are_words_not_code(client, write):
    page = read(client, write(NASTY, introduction=NASTY, slug="la"))
    assert page.count(escape(NASTY)) >= 3
    assert "<script>alert" not in page


def test_a_heading_is_words_not_code(client, write):
    page = read(client, write("Đèn", body=[("heading", NASTY)]))
    assert f"<h2>{escape(NASTY)}</h2>" in page


def test_a_quote_is_words_not_code(client, write):
    page = read(client, write("Đèn", body=[("quote", {"text": NASTY, "attribution": NASTY})]))
    assert escape(NASTY) in page
    assert f"<figcaption>{escape(NASTY)}</figcaption>" in page


def test_a_paragraph_keeps_its_links_and_lists(client, write):
    words = '<p>Bấm <a href="https://dichvucong.gov.vn">đây</a></p><ul><li>Chụp ảnh</li></ul>'
    page = read(client, write("Đèn", body=[("paragraph", words)]))
    assert words in page


def test_a_picture_is_described_and_credited(client, write, picture):
    block = {"image": picture, "alt": f"Đèn {NASTY}", "caption": NASTY}
    page = read(client, write("Đèn", body=[("image", block)]))
    assert f'alt="{escape(f"Đèn {NASTY}")}"' in page
    assert f"<figcaption>{escape(NASTY)}" in page
    assert "Ảnh: Thạch Na" in page


def test_a_decorative_picture_says_nothing(client, write, picture):
    page = read(client, write("Đèn", body=[("image", {"image": picture})]))
    assert 'alt=""' in re.search(r'<figure class="figure">\s*<picture>(<img[^>]*>)', page).group(1)


def test_a_procedure_leads_to_its_page(client, write):
    birth = ProcedureFactory(birth=True)
    page = read(client, write("Đèn", body=[("procedure", {"procedure": birth})]))
    assert f'href="{birth.get_absolute_url()}"' in page
    assert birth.name in page


def test_a_procedure_may_have_another_label(client, write):
    block = {"procedure": ProcedureFactory(birth=True), "label": "Làm giấy cho bé"}
    assert "Làm giấy cho bé" in read(client, write("Đèn", body=[("procedure", block)]))


@pytest.mark.parametrize("kind", ["image", "procedure"])
def test_what_was_deleted_since_leaves_no_hole(client, write, picture, kind):
    thing = picture if kind == "image" else ProcedureFactory(birth=True)
    article = write("Đèn", body=[(kind, {kind: thing})])
    type(thing).objects.filter(pk=thing.pk).delete()
    assert client.get(article.url).status_code == 200


def test_the_picture_at_the_top(client, write, picture):
    page = read(client, write("Đèn", picture=picture, picture_alt="Đèn sáng"))
    assert 'alt="Đèn sáng"' in page
    assert re.search(r'og:image" content="http://testserver/media/images/.*1200x630.*\.jpg"', page)


def test_an_article_without_pictures(client, write):
    assert "portal/img/social.png" in read(client, write("Đèn"))


def test_the_day_is_written_as_people_write_it(client, write):
    page = read(client, write("Đèn", published_on="2026-11-20T17:30:00Z"))
    assert ">21/11/2026</time>" in page


def test_what_to_read_next_is_alike_first(client, write):
    write("Hướng dẫn cũ", topic=topic_called("huong-dan"), published_on=now() - timedelta(days=9))
    for day in range(1, 4):
        write(f"Tin {day}", published_on=now() - timedelta(days=day))
    article = write("Hướng dẫn", topic=topic_called("huong-dan"))
    others = client.get(article.url).context["others"]
    assert [other.title for other in others] == ["Hướng dẫn cũ", "Tin 1", "Tin 2"]


def test_drafts_are_not_offered_to_read_next(client, write):
    write("Bản nháp", live=False)
    assert client.get(write("Đèn").url).context["others"] == []


def test_a_draft_is_nowhere(client, write):
    assert client.get(write("Bản nháp", live=False).url).status_code == 404


def test_a_closed_article_asks_who_you_are(client, write):
    article = write("Chỉ cho cán bộ")
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert client.get(article.url).status_code == 302


def test_a_copy_of_a_closed_article_is_as_closed(client, write, news):
    article = write("Chỉ cho cán bộ")
    copy = article.create_alias(parent=news, update_slug="ban-sao")
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert client.get(copy.url).status_code == 302


def test_no_article_there(client, news):
    assert client.get("/tin-tuc/khong-co/").status_code == 404
    assert client.get("/tin-tuc/khong-co/them/").status_code == 404


def test_an_article_asks_few_questions_whatever_stands_in_it(
    client, write, fragments_kept, django_assert_max_num_queries
):
    body = []
    for number in range(5):
        body.append(("image", {"image": new_picture(f"anh-{number}.jpg")}))
        body.append(("procedure", {"procedure": ProcedureFactory()}))
        write(f"Tin {number}", picture=new_picture(f"dau-{number}.jpg"))
    article = write("Đèn", body=body, picture=new_picture())
    ContentType.objects.get_for_model(NewsIndexPage)
    client.get(article.url)  # Of pictures that no worker has seen to, it makes one size each.
    with django_assert_max_num_queries(10):
        client.get(article.url)
