"""Words come in readable, in one spelling, without stray space."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.common.text import is_readable, read_line, read_paragraphs


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Đèn   hỏng\tba đêm\r\nnay ", "Đèn hỏng ba đêm nay"),
        (unicodedata.normalize("NFD", "Phường Sóc Trăng"), "Phường Sóc Trăng"),
        ("\u202a0912 345 678\u202c", "0912 345 678"),  # As telephones copy their contacts.
        ("\ufeffLan", "Lan"),
        ("👩\u200d🌾 ស្រុក", "👩\u200d🌾 ស្រុក"),
        ("   ", ""),
    ],
)
def test_a_line_is_tidied(typed, read):
    assert read_line(typed) == read


def test_paragraphs_are_kept():
    typed = "\r\nĐèn hỏng. \r\nBa đêm nay.\r\n\r\n\r\n\r\n  Xin cảm ơn.\x0bLan\r"
    assert read_paragraphs(typed) == "Đèn hỏng.\nBa đêm nay.\n\nXin cảm ơn.\nLan"


@pytest.mark.parametrize("stranger", ["\x00", "\x01", "\x1b", "\x7f", "\ud800", "\uffff"])
@pytest.mark.parametrize("read", [read_line, read_paragraphs])
def test_what_cannot_be_stored_is_refused_with_a_sentence(read, stranger):
    with pytest.raises(ValidationError) as caught:
        read(f"Đèn{stranger} hỏng")
    assert caught.value.code == "unreadable"
    assert caught.value.messages == [
        "Nội dung có ký tự lạ mà hệ thống không đọc được. Bạn hãy xóa rồi gõ lại."
    ]


@given(st.text())
def test_reading_again_changes_nothing(text):
    if is_readable(text):
        assert read_line(read_line(text)) == read_line(text)
        assert read_paragraphs(read_paragraphs(text)) == read_paragraphs(text)


def test_a_very_long_text_is_read_quickly():
    assert len(read_paragraphs("a \n" * 1_000_000)) == 2_000_000 - 1
