"""How likely a report is to be late: each open one lies in one bucket, and no other."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.workdays.models import CalendarDay
from services.reports.models import Report
from services.reports.risk import Edges, Risk, risk_of
from services.reports.workflow import OPEN, State
from tests.services.reports.factories import ReportFactory, in_state

pytestmark = pytest.mark.django_db

FRIDAY = timezone.make_aware(datetime(2026, 11, 20, 9, 30))  # Tuesday the 24th is a holiday.


@pytest.fixture
def on_friday():
    with time_machine.travel(FRIDAY, tick=False):
        yield


def due(day: int, hour: int = 17) -> datetime:
    return timezone.make_aware(datetime(2026, 11, day, hour))


def bucket(**facts) -> Risk | None:
    return risk_of(ReportFactory(**facts), Edges.now())


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (19, 17, Risk.OVERDUE),
        (20, 9, Risk.OVERDUE),
        (20, 17, Risk.TODAY),
        (21, 0, Risk.SOON),
        (23, 17, Risk.SOON),
        (24, 17, Risk.SOON),
        (25, 0, Risk.ON_TIME),
    ],
)
def test_working_days_part_the_buckets(on_friday, day, hour, expected):
    assert bucket(received=True, due_at=due(day, hour)) == expected


def test_a_day_off_is_not_counted(on_friday):
    CalendarDay.objects.create(date="2026-11-24", is_working=False, reason="Ngày Văn hóa")
    assert bucket(received=True, due_at=due(25)) == Risk.SOON
    assert bucket(received=True, due_at=due(26)) == Risk.ON_TIME


def test_what_stands_still_is_never_late(on_friday):
    assert bucket(waiting=True, overdue=True) == Risk.WAITING
    assert bucket(partner=True, overdue=True, paused_at=due(12)) == Risk.PAUSED
    assert not Report.objects.overdue().exists()
    assert not any(report.is_overdue for report in Report.objects.all())


def test_what_is_closed_is_in_no_bucket(on_friday):
    assert bucket(resolved=True, due_at=due(1)) is None


def some_of_everything() -> None:
    for state in State:
        for days in (-9, -1, 0, 1, 3, 20):
            at = FRIDAY + timedelta(days=days, hours=2)
            report = in_state(state, due_at=at)
            if state in OPEN and days == -1:
                Report.objects.filter(pk=report.pk).update(paused_at=FRIDAY)


def test_every_open_report_lies_in_the_one_bucket_that_it_is_said_to(on_friday):
    some_of_everything()
    edges = Edges.now()
    said = {report.pk: risk_of(report, edges) for report in Report.objects.open()}
    found = {report.pk: risk for risk in Risk for report in Report.objects.at_risk(risk, edges)}
    assert found == said
    assert sum(Report.objects.at_risk(risk, edges).count() for risk in Risk) == len(said)
    assert set(said.values()) == set(Risk)


def test_the_order_is_that_of_the_buckets_and_of_the_dates(on_friday):
    some_of_everything()
    edges = Edges.now()
    listed = list(Report.objects.open().by_risk(edges))
    places = [(list(Risk).index(risk_of(one, edges)), one.due_at, one.pk) for one in listed]
    assert places == sorted(places)


@given(minutes=st.integers(-30_000, 30_000), is_paused=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_list_of_late_ones_and_the_word_on_one_never_differ(minutes, is_paused):
    with time_machine.travel(FRIDAY, tick=False):
        report = ReportFactory(
            received=True,
            due_at=FRIDAY + timedelta(minutes=minutes),
            paused_at=FRIDAY if is_paused else None,
        )
        late = Report.objects.overdue().filter(pk=report.pk).exists()
        assert report.is_overdue == late == (risk_of(report, Edges.now()) == Risk.OVERDUE)
