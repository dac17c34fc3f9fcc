"""“Ý bạn là”: slips of the finger, Telex left unread and syllables run together are put right."""

import pytest
from django.urls import reverse

from portal.search import index, spelling

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(db):
    """A portal whose titles speak of births, roads and certificates."""
    titles = ["Đăng ký khai sinh", "Khai sinh lại", "Sửa đường", "Chứng thực chữ ký", "Đổi thẻ"]
    for number, title in enumerate(titles):
        index.put("procedure", str(number), title=title, body="", url=f"/{number}/")
    spelling.refresh_vocabulary()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kahi sinh", "khai sinh"),
        ("khaai sinh", "khai sinh"),
        ("khai sin", "khai sinh"),
        ("khaisinh", "khai sinh"),
        ("chuwngs thuwcj", "chung thuc"),
        ("ddooir ther", "doi the"),
        ("sửa đươngf", "sua duong"),
        ("Kahi Sinh!", "khai sinh"),
    ],
)
def test_what_is_meant(known, typed, meant):
    assert spelling.suggestion(typed) == meant


@pytest.mark.parametrize("typed", ["khai sinh", "Khai Sính", "", "x", "zzzzzzzz", "ខ្មែរ"])
def test_what_is_right_or_beyond_guessing_is_left_alone(known, typed):
    assert spelling.suggestion(typed) == ""


def test_nobody_guesses_before_anything_was_learnt():
    assert spelling.suggestion("kahi sinh") == ""


def test_the_page_offers_it_as_titles_write_it(client, known):
    page = client.get(reverse("search:search"), {"q": "kahi sinh"}).content.decode()
    assert "Ý bạn là" in page
    assert ">khai sinh</a>" in page


def test_it_is_offered_only_where_it_finds_something(client, known):
    page = client.get(reverse("search:search"), {"q": "kahi thuwcj"}).content.decode()
    assert "Ý bạn là" not in page
