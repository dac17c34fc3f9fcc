"""A phone asks for a film piece by piece."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from tests.cms.bodies import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(write):
    """One that an article leads to; its seven bytes are WEBVTT and the end of a line."""
    found = document("phim.mp4")
    link = f'<a linktype="document" id="{found.pk}">Phim</a>'
    write("Xem phim", body=[("paragraph", f"<p>{link}</p>")])
    return found


@pytest.mark.parametrize(
    ("asked", "bytes_", "where"),
    [
        ("bytes=0-1", b"WE", "bytes 0-1/7"),
        ("bytes=4-", b"TT\n", "bytes 4-6/7"),
        ("bytes=2-999", b"BVTT\n", "bytes 2-6/7"),
    ],
)
def test_a_part_is_answered_by_that_part(client, film, asked, bytes_, where):
    answer = client.get(film.url, headers={"range": asked})
    assert (answer.status_code, answer.getvalue()) == (206, bytes_)
    assert answer["Content-Range"] == where
    assert answer["Content-Type"] == "video/mp4"


def test_beyond_its_end_there_is_nothing(client, film):
    assert client.get(film.url, headers={"range": "bytes=7-9"}).status_code == 416


@pytest.mark.parametrize("asked", ["", "bytes=a-b", "bytes=-2", "lines=0-1", "bytes=0-1,3-4"])
def test_whatever_else_is_asked_gets_the_whole(client, film, asked):
    answer = client.get(film.url, headers={"range": asked})
    assert (answer.status_code, answer.getvalue()) == (200, b"WEBVTT\n")


def test_a_closed_film_is_closed_in_parts_too(client, film):
    root = Collection.get_first_root_node()
    film.collection = root.add_child(name="Kín")
    film.save(update_fields=["collection"])
    CollectionViewRestriction.objects.create(
        collection=film.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    answer = client.get(film.url, headers={"range": "bytes=0-1"})
    assert answer.status_code == 302
