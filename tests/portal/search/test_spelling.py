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


@pytest.fixture
def known_well(db):
    """A portal whose titles speak most of what is meant least: of long stretches and of lamps."""
    titles = ["Giấy khai sinh", "Khai sinh lại", "Đèn đường hỏng", "Đường hồng", "Duyên hải"]
    titles += ["Đoạn đường dài", "Kéo dài thời hạn", "Hai bà trưng", "Bài hát", "Đèn hồng"] * 9
    rows = ({"key": str(number), "title": title} for number, title in enumerate(titles))
    index.replace("page", (row | {"body": "", "url": "/"} for row in rows))
    spelling.refresh_vocabulary()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giay kai sinh", "giay khai sinh"),
        ("kai sinh", "khai sinh"),
        ("giay kai sih", "giay khai sinh"),
        ("giaays khai sinh", "giay khai sinh"),
        ("khaisinh", "khai sinh"),
        ("den duogn hong", "den duong hong"),
        ("kai", "dai"),
    ],
)
def test_the_neighbours_tell_which_word_is_meant(known_well, typed, meant):
    assert spelling.suggestion(typed) == meant


def test_only_so_many_pairs_are_kept_and_no_codes(db, monkeypatch):
    monkeypatch.setattr(spelling, "MOST_PAIRS", 1)
    for number, title in enumerate(["Khai sinh lại", "Khai sinh", "PA-7K3M-92 1 2 1 2 1 2"]):
        index.put("page", str(number), title=title, body="", url="/")
    assert spelling.pairs_in_titles() == {"khai sinh": 2}


def test_a_long_question_of_slips_is_read_without_asking_the_database(
    known_well, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert len(spelling.suggestion("kai aki iak kia ka ik ai ia zai zia zka").split()) == 11


def test_nobody_guesses_before_anything_was_learnt():
    assert spelling.suggestion("kahi sinh") == ""


def test_the_page_offers_it_as_titles_write_it(client, known):
    page = client.get(reverse("search:search"), {"q": "kahi sinh"}).content.decode()
    assert "Ý bạn là" in page
    assert ">khai sinh</a>" in page


def test_it_is_offered_only_where_it_finds_something(client, known):
    page = client.get(reverse("search:search"), {"q": "kahi thuwcj"}).content.decode()
    assert "Ý bạn là" not in page
