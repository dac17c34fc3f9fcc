"""The ID number: twelve digits from a known place, doubted kindly, hidden on every screen."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.common.ciphers import Sealed
from portal.common.masking import mask_name
from portal.common.personal_id import (
    PROVINCES,
    PersonalIdField,
    born_in,
    doubts,
    mask_personal_id,
)

NUMBER = "094185001234"


@pytest.mark.parametrize(
    "typed", [NUMBER, " 094 185 001 234 ", "094.185.001-234", "０９４１８５００１２３４"]
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert PersonalIdField().clean(typed) == NUMBER


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("09418500123", "length"),
        ("0941850012345", "length"),
        ("094185001234" * 9, "length"),
        ("abc", "digits"),
        ("09418500123x", "digits"),
        ("٠٩٤١٨٥٠٠١٢٣٤", "digits"),
        ("003185001234", "place"),
        ("999185001234", "place"),
        ("000185001234", "place"),
    ],
)
def test_what_cannot_be_a_number_is_refused_in_a_sentence(typed, code):
    with pytest.raises(ValidationError) as refusal:
        PersonalIdField().clean(typed)
    assert refusal.value.code == code


def test_nothing_is_fine_where_it_is_optional():
    assert PersonalIdField(required=False).clean("") == ""


def test_all_63_old_provinces_are_known_and_so_is_abroad():
    assert len(PROVINCES) == 63
    assert PersonalIdField().clean("101185001234")


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("094085001234", 1985),
        ("094185001234", 1985),
        ("094205001234", 2005),
        ("094399001234", 2099),
    ],
)
def test_the_number_tells_a_year(number, year):
    assert born_in(number) == year


def test_another_year_of_birth_is_a_doubt_and_no_refusal():
    assert doubts(NUMBER, date(1985, 3, 1)) == []
    assert doubts(NUMBER, date(1986, 3, 1))


def test_a_year_that_has_not_come_is_a_doubt():
    assert doubts("094399001234")
    assert doubts(NUMBER) == []


def test_only_the_place_and_two_last_digits_are_shown():
    assert mask_personal_id(NUMBER) == "094•••••••34"
    assert mask_personal_id("") == ""


def test_a_sealed_number_says_that_it_is_sealed():
    assert mask_personal_id(Sealed("token")) == Sealed("token")


@pytest.mark.parametrize(
    ("name", "shown"), [("Trần Thị Lan", "T• T• Lan"), ("Sơn", "Sơn"), ("", "")]
)
def test_of_a_name_only_the_given_one_is_spelled_out(name, shown):
    assert mask_name(name) == shown
