"""A date, not a promise: working days of the category, which stand still while Lan is asked."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from services.reports import actions, clock
from services.reports.given import Refusal
from services.reports.models import Report
from services.reports.reasons import Reason
from services.reports.workflow import CLOSED, OF_THEIR_OWN, STEPS
from tests.services.reports.factories import CategoryFactory, ReportFactory, in_state

FEASTS = [
    ("Tết 16–20/2", "2026-02-13", 5, date(2026, 2, 27)),
    ("Giỗ Tổ, 30/4, 1/5", "2026-04-24", 3, date(2026, 5, 4)),
    ("Saturday 22/8 works", "2026-08-21", 2, date(2026, 8, 24)),
    ("31/8 swapped, 1–2/9", "2026-08-28", 3, date(2026, 9, 7)),
    ("24/11", "2026-11-20", 2, date(2026, 11, 25)),
    ("1/1", "2026-12-31", 1, date(2027, 1, 4)),
    ("Saturday 26/4 works", "2025-04-25", 2, date(2025, 4, 28)),
    ("sent on a Sunday", "2026-11-22", 1, date(2026, 11, 23)),
]
NOTE = "Trụ số mấy?"
NO_ANSWER = Refusal(Reason.NO_ANSWER)


@pytest.fixture(autouse=True)
def long_ago(db):
    """The calendar is loaded, and everybody served before the days that stories tell of."""
    call_command("load_calendar", verbosity=0)
    with time_machine.travel("2025-01-02T08:00:00+07:00", tick=False):
        yield


def on(day: str, hour: str = "09:30"):
    """It is this day, at this hour here."""
    return time_machine.travel(f"{day}T{hour}:00+07:00", tick=False)


def closing(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 17))


def sent(day: str) -> Report:
    """A report in work that came this day and is due five working days after."""
    with on(day):
        return ReportFactory(in_progress=True, due_at=clock.due(5))


def asked_and_answered(report: Report, hoa, *, asked: str, answered: str) -> Report:
    with on(asked):
        actions.take_step(report, "ask", by=hoa, note=NOTE)
    with on(answered):
        return actions.take_step(report, "supply", by=None, note="Trụ số 12.")


class TestTheDate:
    @pytest.mark.parametrize(("why", "received", "days", "due"), FEASTS)
    def test_it_is_counted_as_the_law_counts(self, why, received, days, due):
        for hour in ("00:00", "16:59", "23:59"):
            with on(received, hour):
                assert clock.due(days) == closing(due)

    def test_it_comes_from_the_category(self, lamps, soc_trang):
        lamp = CategoryFactory()
        with on("2026-02-13"):
            report, _code = actions.submit_report(
                category=lamp, description="Đèn hư ba đêm nay.", commune=soc_trang
            )
        assert report.due_at == closing(date(2026, 2, 27))

    @pytest.mark.parametrize(
        ("today", "left"),
        [("13", 5), ("15", 5), ("22", 5), ("23", 4), ("26", 1), ("27", 0), ("28", 0)],
    )
    def test_what_is_left_is_counted_in_working_days(self, today, left):
        report = sent("2026-02-13")
        with on(f"2026-02-{today}"):
            assert clock.days_left(report) == left

    def test_late_ones_are_counted_downwards(self):
        report = sent("2026-02-13")
        with on("2026-03-03"):
            assert clock.days_left(report) == -2


class TestThePause:
    def test_as_many_working_days_as_were_waited_are_added(self, hoa):
        report = sent("2026-11-02")
        assert report.due_at == closing(date(2026, 11, 9))
        answered = asked_and_answered(report, hoa, asked="2026-11-04", answered="2026-11-06")
        assert answered.due_at == closing(date(2026, 11, 11))
        assert answered.paused_at is None

    def test_the_timeline_says_which_event_moved_the_date(self, hoa):
        report = asked_and_answered(
            sent("2026-11-02"), hoa, asked="2026-11-04", answered="2026-11-06"
        )
        moved = {event.step: event.due_at for event in report.events.all()}
        assert moved == {"ask": None, "supply": closing(date(2026, 11, 11))}

    def test_an_answer_on_the_same_day_moves_nothing(self, hoa):
        report = sent("2026-11-02")
        answered = asked_and_answered(report, hoa, asked="2026-11-04", answered="2026-11-04")
        assert answered.due_at == report.due_at
        assert set(answered.events.values_list("due_at", flat=True)) == {None}

    def test_a_weekend_waited_moves_nothing(self, hoa):
        report = sent("2026-11-02")
        answered = asked_and_answered(report, hoa, asked="2026-11-06", answered="2026-11-08")
        assert answered.due_at == report.due_at

    def test_a_pause_over_tet_adds_only_the_days_that_were_worked(self, hoa):
        """Asked on the last working day before Tết, answered on the second after it."""
        report = sent("2026-02-11")
        assert report.due_at == closing(date(2026, 2, 25))
        answered = asked_and_answered(report, hoa, asked="2026-02-13", answered="2026-02-24")
        assert answered.due_at == closing(date(2026, 2, 27))

    def test_a_second_pause_adds_its_own_days(self, hoa):
        report = asked_and_answered(
            sent("2026-11-02"), hoa, asked="2026-11-03", answered="2026-11-04"
        )
        again = asked_and_answered(report, hoa, asked="2026-11-05", answered="2026-11-09")
        assert again.due_at == closing(date(2026, 11, 12))

    def test_what_was_closed_while_waiting_had_its_pause_too(self, hoa):
        report = sent("2026-11-02")
        with on("2026-11-04"):
            actions.take_step(report, "ask", by=hoa, note=NOTE)
        with on("2026-11-11"):
            closed = actions.take_step(report, "decline", by=hoa, note=NOTE, reason=NO_ANSWER)
        assert closed.paused_at is None
        assert Report.objects.on_time().filter(pk=closed.pk).exists()


REOPENING = [
    name  # The way back from a closed state.
    for name, step in STEPS.items()
    if name not in OF_THEIR_OWN
    and step.sources & CLOSED
    and step.target
    and step.target not in CLOSED
]


class TestOpenAgain:
    @pytest.mark.parametrize("name", REOPENING)
    def test_it_has_its_whole_time_anew(self, hoa, name):
        report = in_state(min(STEPS[name].sources), due_at=closing(date(2026, 2, 10)))
        with on("2026-02-13"):
            again = actions.take_step(report, name, by=hoa, note="Tối lại rồi.")
        assert again.due_at == closing(date(2026, 2, 27))
        assert again.events.get().due_at == again.due_at

    def test_all_ways_back_are_walked(self):
        assert set(REOPENING) == {"reopen", "object", "restore"}

    def test_other_steps_leave_the_date_alone(self, hoa):
        with on("2026-11-04"):
            report = ReportFactory(due_at=timezone.now() + timedelta(days=5))
            moved = actions.take_step(report, "receive", by=hoa)
        assert moved.due_at == report.due_at
        assert moved.events.get().due_at is None
