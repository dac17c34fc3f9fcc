"""Words are found however they are typed, and stand where a dictionary would put them."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.vietnamese import (
    SORT_KEY_LENGTH,
    fold,
    given_name_key,
    nfc,
    slug,
    sort_key,
)

# Any text at all, and text of the letters people here really write.
WORDS = st.text() | st.text("aăâeêioôơuưyđðAĂÂĐ bcstz019-\u0300\u0301\u0303\u0309\u0323\u031b")


def nfd(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Chuyển đổi số", "chuyen doi so"),
        ("  ĐƯỜNG\tLê  Hồng\nPhong ", "duong le hong phong"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("Thủy", "thuy"),
        ("Ðại Ngãi", "dai ngai"),  # The Icelandic capital of old Vietnamese fonts.
        ("ẤP 2", "ap 2"),
        ("ស្រុក", "ស្រុក"),  # Khmer vowels are letters, not marks to drop.
        ("", ""),
    ],
)
def test_fold_forgets_marks_hats_and_capitals(typed, folded):
    assert fold(typed) == folded
    assert fold(nfd(typed)) == folded


@given(WORDS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_folding_does_not_care_how_letters_were_typed(text):
    assert fold(nfc(text)) == fold(nfd(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Đường hoa Tết ở phường Sóc Trăng", "duong-hoa-tet-o-phuong-soc-trang"),
        ("  Lễ hội Óc Om Bóc – 2026! ", "le-hoi-oc-om-boc-2026"),
        ("", "trang"),
        ("！？", "trang"),
        ("ស្រុក", "trang"),
    ],
)
def test_slug_makes_an_address_of_a_title(title, address):
    assert slug(title) == address


def test_a_long_slug_is_cut_between_words():
    assert slug("một hai ba bốn", max_length=10) == "mot-hai-ba"
    assert slug("một hai ba bốn", max_length=9) == "mot-hai"
    assert slug("nghiêng", max_length=4) == "nghi"


@given(WORDS, st.integers(1, 90))
def test_a_slug_is_always_an_address(text, max_length):
    words = slug(text, max_length)
    assert 1 <= len(words) <= max_length
    assert set(words) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not words.startswith("-")
    assert not words.endswith("-")
    assert slug(words, max_length) == words


@pytest.mark.parametrize(
    "in_order",
    [
        "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z",
        "ba bà bả bã bá bạ bă bâ",
        "an anh ăn ân ấn",
        "do đo đò",
        "2 10 100 ba",
        "mai mài Mãi mái",
    ],
)
def test_letters_come_first_and_tones_break_ties(in_order):
    assert sorted(shuffled(in_order.split()), key=sort_key) == in_order.split()


COMMUNES = [
    "An Lạc Thôn",
    "An Ninh",
    "An Thạnh",
    "Cù Lao Dung",
    "Đại Hải",
    "Đại Ngãi",
    "Gia Hòa",
    "Hòa Tú",  # o comes before ô.
    "Hồ Đắc Kiện",
    "Kế Sách",
    "Khánh Hòa",
    "Lai Hòa",
    "Lâm Tân",
    "Lịch Hội Thượng",
    "Liêu Tú",
    "Long Hưng",
    "Long Phú",
    "Mỹ Hương",
    "Mỹ Phước",
    "Mỹ Tú",
    "Mỹ Xuyên",
    "Ngã Năm",
    "Nhơn Mỹ",
    "Nhu Gia",
    "Phong Nẫm",
    "Phú Lộc",
    "Phú Lợi",
    "Phú Tâm",
    "Sóc Trăng",
    "Tài Văn",
    "Tân Long",
    "Tân Thạnh",
    "Thạnh Phú",
    "Thạnh Thới An",
    "Thuận Hòa",
    "Trần Đề",
    "Trường Khánh",
    "Vĩnh Châu",
    "Vĩnh Hải",
    "Vĩnh Lợi",
    "Vĩnh Phước",
]


def test_communes_stand_in_dictionary_order():
    assert sorted(shuffled(COMMUNES), key=sort_key) == COMMUNES


def test_people_stand_by_given_name():
    people = [
        "Lê Văn An",
        "Nguyễn Thị An",
        "Trần Lan Anh",
        "Sơn Thị Ánh",
        "Phạm Ân",
        "Đỗ Bình",
        "Thạch Dũng",
        "Nguyễn Văn Đạt",
        "Trần Hoa",
        "Lê Thị Hòa",
        "Lâm Hồng",
        "Minh",
        "Danh Minh",
    ]
    assert sorted(shuffled(people), key=given_name_key) == people


@given(WORDS)
def test_sort_keys_survive_every_collation(text):
    for key in (sort_key(text), given_name_key(text)):
        assert len(key) <= SORT_KEY_LENGTH
        assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789")
    assert sort_key(nfc(text)) == sort_key(nfd(text))


def shuffled(words):
    return random.Random(94).sample(words, len(words))
