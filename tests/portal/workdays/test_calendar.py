from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays import calendar
from portal.workdays.calendar import SpecialDay, WorkingCalendar
from portal.workdays.models import CalendarDay

EXAMPLES = [
    ("Tết 16–20/2", date(2026, 2, 13), 5, date(2026, 2, 27)),
    ("Giỗ Tổ, 30/4, 1/5", date(2026, 4, 24), 3, date(2026, 5, 4)),
    ("22/8 works", date(2026, 8, 21), 2, date(2026, 8, 24)),
    ("31/8 swapped, 1–2/9", date(2026, 8, 28), 3, date(2026, 9, 7)),
    ("24/11", date(2026, 11, 20), 2, date(2026, 11, 25)),
    ("1/1", date(2026, 12, 31), 1, date(2027, 1, 4)),
    ("26/4 works", date(2025, 4, 25), 2, date(2025, 4, 28)),
    ("2/1 swapped with 10/1", date(2025, 12, 31), 1, date(2026, 1, 5)),
]

EMPTY = WorkingCalendar({})
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("why", "received", "count", "due"), EXAMPLES)
def test_working_days_are_added_as_the_law_counts_them(loaded, why, received, count, due):
    assert calendar.add_working_days(received, count) == due
    assert calendar.working_days_between(received, due) == count


def test_an_unknown_year_is_an_ordinary_one(loaded):
    assert calendar.add_working_days(date(2031, 1, 3), 1) == date(2031, 1, 6)


def test_a_row_decides_over_the_weekend(db):
    saturday = date(2026, 3, 7)
    assert not calendar.is_working_day(saturday)
    CalendarDay.objects.create(date=saturday, is_working=True, reason="Làm bù")
    assert calendar.is_working_day(saturday)


def test_the_next_working_day_skips_a_whole_feast(loaded):
    assert calendar.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)


def test_counting_asks_the_database_once(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar.add_working_days(date(2026, 1, 1), 200)
    with django_assert_num_queries(1):
        calendar.working_days_between(date(2026, 1, 1), date(2026, 12, 31))


def test_the_offices_close_at_five_here():
    closing = calendar.end_of_day(date(2026, 11, 25))
    assert timezone.localtime(closing).time() == time(17, 0)
    assert closing.utcoffset() == timedelta(hours=7)


def test_days_are_never_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        EMPTY.add_working_days(date(2026, 11, 20), -1)


def test_only_days_that_break_the_week_are_worth_telling():
    week = WorkingCalendar(
        {
            date(2026, 4, 26): SpecialDay(False, "Giỗ Tổ, a Sunday anyway"),
            date(2026, 4, 27): SpecialDay(False, "Nghỉ bù"),
            date(2026, 5, 9): SpecialDay(True, "Làm bù"),
        }
    )
    told = week.special_days_between(date(2026, 4, 20), date(2026, 5, 10))
    assert [day for day, _ in told] == [date(2026, 4, 27), date(2026, 5, 9)]


@given(days, st.integers(0, 120))
def test_adding_and_counting_agree(day, count):
    due = EMPTY.add_working_days(day, count)
    assert EMPTY.working_days_between(day, due) == count
    assert EMPTY.working_days_between(due, day) == -count


@given(days, st.integers(1, 60))
def test_a_due_day_is_always_worked(day, count):
    assert EMPTY.is_working_day(EMPTY.add_working_days(day, count))


def test_what_has_waited_so_many_working_days(loaded):
    friday = date(2026, 11, 20)
    since, until = calendar.days_waited(friday, 3, at_most=5)
    days = [timezone.localdate(moment) for moment in (since, until)]
    assert days == [date(2026, 11, 13), date(2026, 11, 18)]
