"""Films on pages of their own: with captions, and with their words to read."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import FilmIndexPage, FilmPage
from portal.search.find import search
from tests.cms.bodies import document
from tests.cms.conftest import new_picture
from tests.cms.pages import a_film, list_of

pytestmark = pytest.mark.django_db
LIST = "/phim/"


@pytest.fixture
def film(home, picture) -> FilmPage:
    return a_film(home, picture, introduction="Ba bước là xong.")


def read(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def test_it_plays_with_captions_and_its_words_stand_open(client, film):
    page = read(client, film.url)
    assert page.video["poster"].endswith(".jpg")
    assert page.video.source["src"] == film.file.url
    assert page.video.track["kind"] == "captions"
    words = page.select_one("details.unfold")
    assert words.has_attr("open")
    assert "Chào bà con Mỹ Xuyên." in words.text


def test_the_list_shows_its_picture(client, film):
    [card] = read(client, LIST).select(".card")
    assert (card.a["href"], card.img["alt"]) == (film.url, "")


def test_an_empty_list_says_so(client, home):
    list_of(FilmIndexPage, home)
    assert read(client, LIST).select(".empty__title")


def test_other_films_are_offered(client, home, film):
    a_film(home, new_picture("khac.jpg"), "Tra hồ sơ")
    assert "Tra hồ sơ" in read(client, film.url).aside.text


def test_search_engines_read_it_as_a_film(client, film):
    told = json.loads(read(client, film.url).find("script", type="application/ld+json").string)
    video = next(one for one in told["@graph"] if one["@type"] == "VideoObject")
    assert (video["name"], video["description"]) == ("Gửi phản ánh", "Ba bước là xong.")
    assert video["contentUrl"].endswith(film.file.url)
    assert video["thumbnailUrl"].endswith(".jpg")
    assert "Mỹ Xuyên" in video["transcript"]
    assert video["uploadDate"]


def test_it_is_found_by_what_is_said_in_it(film):
    assert [doc.url for doc in search("my xuyen")] == [film.url]


def test_its_files_come_and_go_with_it(client, film):
    addresses = [film.url, film.file.url, film.captions.url]
    assert [codes(client, one) for one in addresses] == [200] * 3
    film.unpublish()
    assert [codes(client, one) for one in addresses] == [404] * 3


def codes(client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_a_closed_film_is_in_no_list(client, film):
    PageViewRestriction.objects.create(page=film, restriction_type="login")
    assert client.get(film.url).status_code == 302
    assert not read(client, LIST).select(".card")


@pytest.mark.parametrize("how_many", [2, 9])
def test_the_list_asks_no_more_for_more(client, home, django_assert_max_num_queries, how_many):
    for number in range(how_many):
        film = a_film(home, new_picture(f"phim-{number}.jpg"), f"Phim {number}")
    for address in (LIST, film.url):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


def typed(**facts) -> dict:
    standard = {
        "title": "Phim mới",
        "slug": "phim-moi",
        "introduction": "Ba bước.",
        "transcript": rich_text("<p>Chào bà con.</p>"),
        "filmed_on": "2026-11-20",
        "topic": "",
        "review_by": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([]),
        "corrections-TOTAL_FORMS": 0,
        "corrections-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }
    return nested_form_data(standard | facts)


@pytest.mark.parametrize(
    ("part", "facts"),
    [
        ("file", {"file": "form.pdf"}),
        ("captions", {"captions": "form.pdf"}),
        ("transcript", {"transcript": rich_text("")}),
        (None, {}),
        (None, {"transcript": rich_text(""), "is_wordless": "on"}),
    ],
)
def test_what_not_everybody_could_follow_is_not_published(
    as_person, alone, newsroom, picture, part, facts
):
    index = list_of(FilmIndexPage, newsroom)
    names = {"file": "phim.mp4", "captions": "phim.vtt"} | facts
    chosen = {name: document(names[name]).pk for name in ("file", "captions")}
    form = typed(**facts | chosen, poster=picture.pk)
    address = f"/quan-tri/pages/add/cms/filmpage/{index.pk}/"
    answer = as_person(alone).post(address, form)
    assert FilmPage.objects.live().count() == (0 if part else 1)
    if part:
        assert set(answer.context["form"].errors) == {part}
