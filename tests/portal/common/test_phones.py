"""A telephone number is one number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.phones import read_phone, show_phone


@pytest.mark.parametrize(
    ("written", "stored", "said"),
    [
        ("0912345678", "+84912345678", "0912 345 678"),
        ("0912.345.678", "+84912345678", "0912 345 678"),
        ("+84 912 345 678", "+84912345678", "0912 345 678"),
        ("+84 (0) 912-345-678", "+84912345678", "0912 345 678"),
        ("84912345678", "+84912345678", "0912 345 678"),
        ("0084912345678", "+84912345678", "0912 345 678"),
        ("０９１２ ３４５ ６７８", "+84912345678", "0912 345 678"),
        ("0399 000 111", "+84399000111", "0399 000 111"),
        ("(0299) 3822 333", "+842993822333", "0299 3822 333"),
        ("028 3822 3344", "+842838223344", "028 3822 3344"),
    ],
)
def test_a_number_of_vietnam(written, stored, said):
    assert read_phone(written) == stored
    assert show_phone(stored) == said
    assert read_phone(said) == stored


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12345",
        "091234567",
        "09123456789",
        "0112345678",
        "0299382233",
        "912345678",
        "+1 415 555 0100",
        "0912 345 678 Lan",
        "0912345678, 0913345678",
        "1022",
        "1900 1234",
        "0" * 1000,
    ],
)
def test_anything_else_is_refused(written):
    assert read_phone(written) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [("1022", "1022"), ("19001234", "1900 1234"), ("+14155550100", "+14155550100"), ("", "")],
)
def test_hotlines_and_foreign_numbers_are_shown_as_they_are(number, said):
    assert show_phone(number) == said


@given(st.text())
def test_any_text_is_read_or_refused_without_a_fuss(text):
    assert read_phone(text) is None or read_phone(text).startswith("+84")
