"""The figures of the desk, worked out by hand for a few reports; percentiles by their meaning."""

from datetime import date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.measures import Measure, Span, measure, total, week_of
from services.reports.models import Report
from tests.services.reports.factories import (
    CategoryFactory,
    EventFactory,
    RatingFactory,
    ReportFactory,
)

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))


def at(day: int, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02}T{hour:02}:00:00+07:00")


def closed(sent: int, done: int, *, due: int = 30, state: str = "resolved", **facts):
    facts |= {"state": state, "created_at": at(sent), "closed_at": at(done), "due_at": at(due)}
    return ReportFactory(**facts)


@pytest.fixture
def month(db):
    """Four answered, of which one late and one opened again; one withdrawn, one open and late."""
    again = closed(2, 12)
    EventFactory(report=again, step="object", state="reopened", at=at(9))
    closed(2, 4)
    closed(3, 4)
    closed(1, 20, due=10)
    closed(5, 6, state="withdrawn")
    ReportFactory(in_progress=True, created_at=at(8), due_at=at(10))
    RatingFactory(report=again, is_satisfied=True, created_at=at(13))
    RatingFactory(report=again, is_satisfied=False, created_at=at(14))


def test_a_month_worked_out_by_hand(month):
    (one,) = measure(Report.objects.all(), NOVEMBER, by="category").values()
    assert (one.received, one.closed, one.on_time, one.reopened) == (6, 4, 3, 1)
    assert (one.satisfied, one.rated) == (1, 2)
    assert (one.median_days, one.slowest_days) == (6, 19)


def test_what_happened_in_other_days_is_not_counted(month):
    (one,) = measure(
        Report.objects.all(), Span(date(2026, 11, 3), date(2026, 11, 4)), by="agency"
    ).values()
    assert (one.received, one.closed, one.rated) == (1, 2, 0)


def test_a_day_is_counted_from_midnight_to_midnight_here(db):
    ReportFactory(created_at=at(3, hour=0))
    ReportFactory(created_at=at(3, hour=23))
    span = Span(date(2026, 11, 3), date(2026, 11, 3))
    (one,) = measure(Report.objects.all(), span, by="commune").values()
    assert one.received == 2


def test_each_kind_has_its_own(db):
    lamp, road = CategoryFactory(), CategoryFactory(code="GT01", name="Ổ gà")
    closed(2, 4, category=lamp)
    closed(2, 9, category=road)
    rows = measure(Report.objects.all(), NOVEMBER, by="category")
    assert {key: one.median_days for key, one in rows.items()} == {lamp.pk: 2, road.pk: 7}
    assert total(rows).closed == 2


def test_weeks_begin_on_monday(month):
    rows = measure(Report.objects.all(), NOVEMBER, by="week")
    assert rows[date(2026, 11, 2)].received == 5
    assert rows[date(2026, 11, 2)].closed == 2
    assert rows[date(2026, 11, 9)].closed == 1
    assert week_of(at(8)) == date(2026, 11, 2)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("by", ["category", "commune", "agency", "week"])
def test_many_reports_cost_no_more_questions(db, django_assert_max_num_queries, by, count):
    for _ in range(count):
        closed(2, 4)
    with django_assert_max_num_queries(4):
        measure(Report.objects.all(), NOVEMBER, by=by)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_nine_of_ten_are_within_the_slowest_and_half_within_the_median(hours):
    days = [hour / 24 for hour in hours]
    one = Measure(days=days)
    assert sum(day <= one.slowest_days for day in days) >= 0.9 * len(days)
    assert sum(day < one.slowest_days for day in days) < 0.9 * len(days)
    assert one.median_days == median(days)
    assert one.slowest_days in days
    assert timedelta(days=one.slowest_days) >= timedelta(days=min(days))
