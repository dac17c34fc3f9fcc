"""Results show where the words stand, and never more than words."""

import pytest

from portal.search.excerpts import LENGTH, Marker


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("khai sinh", "Đăng ký khai sinh", "Đăng ký <mark>khai</mark> <mark>sinh</mark>"),
        ("dien", "Điện, ĐIỆN và diễn", "<mark>Điện</mark>, <mark>ĐIỆN</mark> và <mark>diễn</mark>"),
        ("so", "sông số xó", "sông <mark>số</mark> xó"),
        ("7k3m", "PA-7K3M-92", "PA-<mark>7K3M</mark>-92"),
        ("điện", "die\u0323\u0302n", "<mark>diện</mark>"),
        (
            "b",
            "<b>b & c</b>",
            "&lt;<mark>b</mark>&gt;<mark>b</mark> &amp; c&lt;/<mark>b</mark>&gt;",
        ),
        ("a.b", "ab a+b", "ab <mark>a</mark>+<mark>b</mark>"),
        ("khai", "", ""),
    ],
)
def test_words_are_marked_however_they_carry_their_marks(question, text, marked):
    assert Marker(question).mark(text) == marked


def test_an_excerpt_is_taken_where_the_words_stand_together():
    text = f"đường {'xa ' * 300}thay đèn đường mới {'gần ' * 300}"
    excerpt = Marker("den duong").excerpt(text)
    assert "<mark>đèn</mark> <mark>đường</mark> mới" in excerpt
    assert excerpt.startswith("… xa")
    assert excerpt.endswith("gần …")


def test_a_short_text_is_shown_whole():
    assert Marker("den").excerpt("Thay\n  đèn") == "Thay <mark>đèn</mark>"


def test_a_text_without_the_words_shows_its_beginning():
    excerpt = Marker("den").excerpt("Một hai ba " * 100)
    assert excerpt.startswith("Một hai ba")
    assert len(excerpt) <= LENGTH + 2


def test_a_text_without_spaces_is_cut_all_the_same():
    assert len(Marker("x").excerpt("a" * 10_000)) <= LENGTH + 2
