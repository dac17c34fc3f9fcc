"""When a desk is open: an ordinary week, under the calendar of holidays and swapped days."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.timezone import get_current_timezone

from portal.accounts.actions import close_agency, set_hours
from portal.accounts.hours import read_periods, show_periods, week_in_words
from portal.common.moments import travel_to

MORNING, AFTERNOON = (time(7), time(11)), (time(13), time(17))
SATURDAY_MORNING = (time(7, 30), time(11))


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=get_current_timezone())


@pytest.fixture
def calendar(db, capsys):
    call_command("load_calendar")


@pytest.fixture
def open_desk(desk, calendar):
    set_hours(desk, {day: [MORNING, AFTERNOON] for day in range(5)})
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        "7:00–11:00, 13:00–17:00",
        "7h-11h; 13h-17h",
        "13:00 đến 17:00 và 7 - 11",
        "07.00 — 11.00,13.00 — 17.00,",
    ],
)
def test_hours_are_read_as_people_write_them(typed):
    assert read_periods(typed) == [MORNING, AFTERNOON]
    assert show_periods(read_periods(typed)) == "7:00–11:00, 13:00–17:00"


def test_an_empty_line_is_a_day_off():
    assert read_periods("") == []


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("sáng", "Hãy ghi giờ"),
        ("7:00", "Hãy ghi giờ"),
        ("25:00–26:00", "Hãy ghi giờ"),
        ("11:00–7:00", "phải sau giờ mở"),
        ("7:00–7:00", "phải sau giờ mở"),
        ("7:00–12:00, 11:30–17:00", "chồng lên nhau"),
    ],
)
def test_impossible_hours_are_refused_with_a_sentence(typed, because):
    with pytest.raises(ValidationError, match=because):
        read_periods(typed)


def test_days_with_the_same_hours_are_one_line():
    week = {day: [MORNING, AFTERNOON] for day in range(5)} | {5: [SATURDAY_MORNING]}
    assert week_in_words(week) == [
        {"days": "Thứ Hai – Thứ Sáu", "hours": "7:00–11:00, 13:00–17:00"},
        {"days": "Thứ Bảy", "hours": "7:30–11:00"},
    ]


def test_a_day_between_parts_them():
    assert [line["days"] for line in week_in_words({0: [MORNING], 2: [MORNING]})] == [
        "Thứ Hai",
        "Thứ Tư",
    ]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(23, 11, 7), "Đang mở cửa đến 11:00"),  # a Monday
        (at(23, 11, 10, 59), "Đang mở cửa đến 11:00"),
        (at(23, 11, 11), "Đang đóng cửa, mở cửa lúc 13:00 hôm nay"),
        (at(23, 11, 6, 59), "Đang đóng cửa, mở cửa lúc 7:00 hôm nay"),
        # Tuesday 24/11 is a public holiday from 2026 on.
        (at(23, 11, 17), "Đang đóng cửa, mở cửa lúc 7:00 Thứ Tư 25/11/2026"),
        (at(24, 11, 9), "Đang đóng cửa, mở cửa lúc 7:00 Thứ Tư 25/11/2026"),
        # Saturday 22/8/2026 is worked for Monday 31/8, with the hours of a weekday.
        (at(22, 8, 9), "Đang mở cửa đến 11:00"),
        (at(29, 8, 9), "Đang đóng cửa, mở cửa lúc 7:00 Thứ Năm 03/09/2026"),
        (at(13, 2, 18), "Đang đóng cửa, mở cửa lúc 7:00 Thứ Hai 23/02/2026"),  # Tết
    ],
)
def test_it_says_whether_it_is_open_and_when_it_opens(open_desk, moment, words):
    with travel_to(moment):
        assert open_desk.hours.now_in_words(moment) == words
        assert open_desk.is_open_at(moment) == words.startswith("Đang mở")


def test_a_desk_may_be_open_on_saturdays(open_desk):
    set_hours(open_desk, {5: [SATURDAY_MORNING]})
    with travel_to(at(28, 11, 8)):
        assert open_desk.is_open_at(at(28, 11, 8))


def test_where_nobody_knows_the_hours_nothing_is_said(desk, calendar):
    assert desk.hours.now_in_words(at(23, 11, 9)) == ""
    assert not desk.hours


def test_a_closed_agency_is_never_open(open_desk):
    close_agency(open_desk, last_day=at(20, 11, 9).date())
    with travel_to(at(23, 11, 9)):
        assert not open_desk.is_open_at(at(23, 11, 9))
