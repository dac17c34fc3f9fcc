"""What is not out yet, or no more, is reached by no address: page, search, feed, file."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from cms.models import ArticlePage
from cms.tasks import publish_scheduled
from portal.common.moments import now, today
from tests.cms.conftest import new_picture
from tests.cms.pages import a_consultation, a_document, a_film, an_album

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "Công bố dự án cầu mới"
SIZES = ["width-1200|format-webp", "width-480|format-avif", "fill-800x500|format-jpeg"]
MARK = re.compile("</?mark>")  # Around words that were looked for.
WHERE_IT_MIGHT_BE = [
    *["/tin-tuc/", "/en/tin-tuc/", "/api/v1/news/", "/tim-kiem/?q=cau+moi", "/en/tim-kiem/?q=cau"],
    *["/tin-tuc/rss/", "/tin-tuc/atom/", "/tin-tuc/feed.json"],
    *["/sitemap-trang.xml", "/sitemap-tin-moi.xml"],
]


@pytest.fixture
def plan(db):
    """A document nobody should read too early."""
    file = ContentFile(b"%PDF-1.4 cau moi", name="cau-moi.pdf")
    return get_document_model().objects.create(title="Bản vẽ", file=file)


@pytest.fixture
def page(write, plan) -> ArticlePage:
    """Published, with a picture at the top, one in the body, and a document."""
    link = f'<p><a linktype="document" id="{plan.pk}">{SECRET}</a></p>'
    body = [("paragraph", RichText(link)), ("image", {"image": new_picture("hai.jpg"), "alt": ""})]
    facts = {"slug": "cau-moi", "picture": new_picture("mot.jpg"), "body": body}
    return write(SECRET, **facts)


def code(client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # The file stays open until it is read.
    return answer.status_code


def codes(client, addresses: list[str]) -> set[int]:
    return {code(client, address) for address in addresses}


def files_of(page: ArticlePage, plan) -> list[str]:
    pictures = [rendition.url for one in page.pictures for rendition in sizes_of(one)]
    return [plan.url, *pictures]


def sizes_of(picture) -> list:
    return list(picture.get_renditions(*SIZES).values())


def originals_of(page: ArticlePage, plan) -> list[str]:
    """Where files lie on the disk, as somebody may guess."""
    names = [plan.file.name, *(picture.file.name for picture in page.pictures)]
    return [f"/media/{name}" for name in names] + [f"/media/images/../{name}" for name in names]


def withdraw(page, plan):
    page.unpublish()


def expire(page, plan):
    page.expire_at = now() + timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        publish_scheduled.call()


def close(page, plan):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def delete(page, plan):
    page.delete()


def put_off(page, plan):
    """Taken away, to come again tomorrow."""
    page.unpublish()
    page.go_live_at = now() + timedelta(days=1)
    page.save_revision().publish()


WAYS = [withdraw, expire, close, put_off, delete]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_it_is_reached(client, page, plan, way):
    files = files_of(page, plan)
    assert codes(client, files) == {200}
    for address in ["/tin-tuc/", "/tin-tuc/rss/", "/sitemap-trang.xml"]:
        assert "/cau-moi" in client.get(address).content.decode(), address
    way(page, plan)
    assert codes(client, files) == {404}
    for address in ["/tin-tuc/cau-moi/", "/en/tin-tuc/cau-moi/"]:
        assert code(client, address) in {302, 404}
    for address in WHERE_IT_MIGHT_BE:
        said = client.get(address).content.decode()
        assert SECRET not in MARK.sub("", said), address
        assert "/cau-moi" not in said, address


def film_with_files(home, plan):
    film = a_film(home, new_picture())
    return film, [film.file.url, film.captions.url, sizes_of(film.poster)[0].url]


def document_with_file(home, plan):
    return a_document(home, file=plan), [plan.url]


def album_with_files(home, plan):
    pictures = [new_picture("ba.jpg"), new_picture("bon.jpg")]
    return an_album(home, pictures), [sizes_of(one)[0].url for one in pictures]


@pytest.mark.parametrize("kind", [film_with_files, document_with_file, album_with_files])
@pytest.mark.parametrize("way", [withdraw, expire, close])
def test_so_it_is_with_what_other_pages_show(client, home, plan, kind, way):
    page, files = kind(home, plan)
    assert codes(client, files) == {200}
    way(page, plan)
    assert codes(client, files) == {404}


def test_what_stands_below_a_closed_page_is_closed_with_it(client, home, plan):
    page, files = film_with_files(home, plan)
    close(page.get_parent(), plan)
    assert codes(client, files) == {404}
    assert code(client, page.url) == 302


def test_a_copy_of_what_is_closed_is_closed_with_it(client, page, plan):
    copy = page.create_alias(parent=page.get_parent(), update_slug="ban-sao")
    copy.create_alias(parent=page.get_parent(), update_slug="ban-sao-hai")
    page.save_revision().publish()  # The copy is published with it.
    said_of_it = [
        address
        for address in WHERE_IT_MIGHT_BE
        if "/ban-sao" in client.get(address).content.decode()
    ]
    assert {"/tin-tuc/", "/tin-tuc/rss/", "/sitemap-trang.xml"} <= set(said_of_it)
    files = files_of(page, plan)
    close(page, plan)
    assert codes(client, files) == {404}
    for address in ("/tin-tuc/ban-sao/", "/tin-tuc/ban-sao-hai/"):
        assert code(client, address) == 302
    for address in WHERE_IT_MIGHT_BE:
        said = client.get(address).content.decode()
        assert SECRET not in MARK.sub("", said), address
        assert "/ban-sao" not in said, address


def test_originals_are_never_reached(client, page, plan):
    for address in originals_of(page, plan):
        assert code(client, address) in {400, 404}, address


def test_what_nothing_uses_is_no_more_reached_than_a_draft(client, picture, plan):
    assert code(client, picture.get_rendition("width-400").url) == 404
    assert code(client, plan.url) == 404


def test_a_picture_of_two_pages_stays_while_one_of_them_is_out(client, page, write):
    address = page.picture.get_rendition("width-400").url
    write("Cầu mới, hỏi và đáp", picture=page.picture)
    page.unpublish()
    assert code(client, address) == 200


def test_a_new_picture_of_a_published_page_waits_for_its_publication(client, page):
    page.picture = new_picture("ba.jpg")
    address = page.picture.get_rendition("width-400").url
    revision = page.save_revision()
    assert code(client, address) == 404
    revision.publish()
    assert code(client, address) == 200


def test_those_who_write_see_it_all_the_while(as_person, rinh, hoa, page, plan):
    files = files_of(page, plan)
    page.unpublish()
    assert codes(as_person(rinh), files) == {200}
    assert codes(as_person(hoa), files) == {404}


def test_and_their_browsers_keep_none_of_it(as_person, rinh, page, plan):
    desk, files = as_person(rinh), files_of(page, plan)
    assert not any("no-store" in said_of_keeping(desk, file) for file in files)
    page.unpublish()
    for file in files:
        assert {"private", "no-store"} <= set(said_of_keeping(desk, file).split(", "))


def said_of_keeping(client, address: str) -> str:
    answer = client.get(address)
    b"".join(answer.streaming_content)
    return answer.get("Cache-Control", "")


def test_it_comes_and_goes_to_the_minute(client, page, plan):
    files = files_of(page, plan)
    page.unpublish()
    start = now()
    page.go_live_at = start + timedelta(minutes=5)
    page.expire_at = start + timedelta(minutes=9)
    page.save_revision().publish()
    met = {}
    for minute in (4, 5, 8, 9):
        with time_machine.travel(start + timedelta(minutes=minute, seconds=1), tick=False):
            publish_scheduled.call()
            met[minute] = codes(client, ["/tin-tuc/cau-moi/", *files])
    assert met == {4: {404}, 5: {200}, 8: {200}, 9: {404}}


def test_numbers_guessed_one_after_the_other_lead_nowhere(client, page, plan):
    page.unpublish()
    for number in range(plan.pk, plan.pk + 3):
        address = reverse("wagtaildocs_serve", args=[number, "cau-moi.pdf"])
        assert code(client, address) == 404


def test_what_an_outcome_shows_waits_for_its_day(client, home, plan, picture):
    days = {"opens_on": today() - 9 * DAY, "closes_on": today() - DAY, "outcome_on": today() + DAY}
    link = f'<p><a linktype="document" id="{plan.pk}">Bản vẽ</a></p>'
    shown = [("paragraph", RichText(link)), ("image", {"image": picture, "alt": "Cầu"})]
    page = a_consultation(home, outcome=shown, **days)
    files = [plan.url, picture.get_rendition("width-400").url]
    assert codes(client, files) == {404}
    with time_machine.travel(now() + DAY, tick=False):
        assert codes(client, files) == {200}
    page.unpublish()
    with time_machine.travel(now() + DAY, tick=False):
        assert codes(client, files) == {404}
