"""The clock against the calendar as it is loaded; no database is asked."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays.calendar import SpecialDay, WorkingCalendar
from portal.workdays.seeds import days_of
from services.dossiers import clock
from services.dossiers.clock import Explanation, Progress, Unit

YEARS = range(2025, 2028)
CALENDAR = WorkingCalendar(
    {day.date: SpecialDay(day.is_working, day.reason) for day in days_of(YEARS)}
)


def at(text: str) -> datetime:
    """A moment in local time: 2026-08-21 09:30."""
    return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))


def due(received: str, quantity: int | None, unit: str) -> datetime:
    return timezone.localtime(clock.due(at(received), quantity, unit, CALENDAR).at)


def told(received: str, quantity: int | None, unit: str) -> str:
    return " ".join(step.words for step in clock.due(at(received), quantity, unit, CALENDAR).steps)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-02-13", 5, date(2026, 2, 27)),
        ("2026-04-24", 3, date(2026, 5, 4)),
        ("2026-08-21", 2, date(2026, 8, 24)),
        ("2026-08-28", 3, date(2026, 9, 7)),
        ("2026-11-20", 2, date(2026, 11, 25)),
        ("2026-12-31", 1, date(2027, 1, 4)),
        ("2025-04-25", 2, date(2025, 4, 28)),
    ],
)
@pytest.mark.parametrize("hour", ["00:00", "07:30", "15:01", "23:59"])
def test_working_days_end_when_the_offices_close(received, days, expected, hour):
    end = due(f"{received} {hour}", days, Unit.WORKING_DAY)
    assert end == at(f"{expected} 17:00")


@pytest.mark.parametrize(
    ("received", "quantity", "unit", "expected"),
    [
        ("2026-11-02 09:00", 15, Unit.DAY, "2026-11-17 17:00"),
        ("2026-11-06 09:00", 15, Unit.DAY, "2026-11-23 17:00"),  # Ends on a Saturday.
        ("2026-11-09 09:00", 15, Unit.DAY, "2026-11-25 17:00"),  # Ends on 24/11.
        ("2026-02-01 09:00", 15, Unit.DAY, "2026-02-23 17:00"),  # Ends in the middle of Tết.
        ("2026-03-10 09:00", 1, Unit.MONTH, "2026-04-10 17:00"),
        ("2026-01-31 09:00", 1, Unit.MONTH, "2026-03-02 17:00"),  # 28/2 is a Saturday.
        ("2025-11-30 09:00", 3, Unit.MONTH, "2026-03-02 17:00"),  # No 30/2.
        ("2026-12-15 09:00", 1, Unit.MONTH, "2027-01-15 17:00"),
        ("2026-08-31 09:00", 1, Unit.MONTH, "2026-09-30 17:00"),
    ],
)
def test_days_and_months_that_end_on_a_day_off_move_on(received, quantity, unit, expected):
    assert due(received, quantity, unit) == at(expected)


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-11-20 09:20", 1, "2026-11-20 10:20"),
        ("2026-11-20 15:00", 1, "2026-11-20 16:00"),
        ("2026-11-20 15:01", 1, "2026-11-23 17:00"),  # After 15:00: the next working day.
        ("2026-11-20 14:00", 4, "2026-11-23 17:00"),  # 18:00, when the offices are closed.
        ("2026-11-23 10:00", 24, "2026-11-25 17:00"),  # 24/11 is off.
        ("2026-11-25 10:00", 24, "2026-11-26 10:00"),
        ("2026-08-22 09:00", 2, "2026-08-22 11:00"),  # A Saturday that is worked.
        ("2026-08-23 09:00", 2, "2026-08-24 17:00"),
    ],
)
def test_hours_run_from_the_moment_of_reception(received, hours, expected):
    assert due(received, hours, Unit.HOUR) == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-20 15:00", "2026-11-20 17:00"),
        ("2026-11-20 15:01", "2026-11-23 17:00"),
        ("2026-11-21 09:00", "2026-11-23 17:00"),
    ],
)
@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKING_DAY, Unit.MONTH])
def test_a_same_day_result_comes_the_same_day_until_three(received, expected, unit):
    assert due(received, 0, unit) == at(expected)


@pytest.mark.parametrize(("quantity", "unit"), [(None, Unit.OTHER), (3, Unit.OTHER), (None, "day")])
def test_a_limit_in_words_promises_no_date(quantity, unit):
    answer = clock.due(at("2026-11-20 09:00"), quantity, unit, CALENDAR)
    assert answer.at is None
    assert [step.words for step in answer.steps] == [
        "Thời hạn chỉ được ghi bằng lời nên không tính ra ngày cụ thể."
    ]


def test_a_due_date_explains_itself():
    words = told("2026-08-21 09:00", 2, Unit.WORKING_DAY)
    assert "Thời hạn bắt đầu từ Thứ Sáu 21/8/2026; ngày này không tính." in words
    assert "Thứ Bảy 22/8/2026 làm việc: Làm bù cho ngày 31/08/2026." in words


def test_feasts_on_the_way_are_named():
    words = told("2026-08-28 09:00", 3, Unit.WORKING_DAY)
    assert "Thứ Hai 31/8/2026 nghỉ" in words
    assert "Thứ Tư 2/9/2026 nghỉ: Quốc khánh." in words
    assert "22/8" not in words


def test_a_moved_end_and_a_late_reception_are_told():
    assert "nên lùi sang ngày làm việc tiếp theo" in told("2026-11-09 09:00", 15, Unit.DAY)
    assert "Nhận sau 15:00" in told("2026-11-20 16:00", 1, Unit.HOUR)


def test_every_explanation_has_its_sentence():
    for rule in clock.SENTENCES:
        step = Explanation(rule, "2026-08-22", "Làm bù", 3, Unit.DAY)
        assert "%(" not in step.words


@given(st.dates(date(2025, 1, 1), date(2027, 9, 30)), st.integers(1, 60), st.sampled_from(Unit))
def test_whatever_the_limit_the_end_is_worked_and_later(day, quantity, unit):
    received = timezone.make_aware(datetime(day.year, day.month, day.day, 9, 0))
    end = clock.due(received, quantity, unit, CALENDAR).at
    if unit == Unit.OTHER:
        assert end is None
    else:
        assert end > received
        assert CALENDAR.is_working_day(timezone.localdate(end))


DUE = at("2026-11-25 17:00")


@pytest.mark.parametrize(
    ("seen", "finished", "expected", "word"),
    [
        ("2026-11-19 09:00", None, Progress.WITHIN, "Trong hạn"),
        ("2026-11-23 08:00", None, Progress.DUE_SOON, "Sắp đến hạn"),  # 24/11 is off.
        ("2026-11-25 17:00", None, Progress.DUE_SOON, "Sắp đến hạn"),
        ("2026-11-25 17:01", None, Progress.OVERDUE, "Quá hạn"),
        ("2026-12-25 09:00", "2026-11-24 17:00", Progress.EARLY, "Trước hạn"),
        ("2026-12-25 09:00", "2026-11-25 08:00", Progress.ON_TIME, "Đúng hạn"),
        ("2026-12-25 09:00", "2026-11-25 17:00", Progress.ON_TIME, "Đúng hạn"),
        ("2026-12-25 09:00", "2026-11-26 08:00", Progress.LATE, "Trễ hạn"),
    ],
)
def test_progress_is_worked_out_from_the_moments(seen, finished, expected, word):
    answer = clock.progress(
        due_at=DUE,
        finished_at=at(finished) if finished else None,
        at=at(seen),
        soon=clock.soon_until(at(seen), CALENDAR),
    )
    assert answer == expected
    assert answer.label == word


def test_without_a_date_there_is_no_progress():
    moment = at("2026-11-25 09:00")
    soon = moment + timedelta(days=1)
    assert clock.progress(due_at=None, finished_at=None, at=moment, soon=soon) is None
