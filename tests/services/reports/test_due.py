"""Nobody has to ask how far it is: Lan hears the working day before, and when it is late."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, due
from services.reports.models import Report
from services.reports.workflow import State
from tests.services.reports.factories import ReportFactory, in_state

TOMORROW, LATE = "reports/due_tomorrow", "reports/late"
PERSONAL = ["Lan", "lan@example.vn", "912", "Hai Bà Trưng", "tối thui"]


@pytest.fixture(autouse=True)
def long_ago(db):
    call_command("load_calendar", verbosity=0)
    with time_machine.travel("2026-01-05T08:00:00+07:00", tick=False) as travel:
        yield travel


def due_on(day: str, **facts) -> Report:
    evening = timezone.make_aware(datetime.fromisoformat(f"{day}T17:00"))
    return ReportFactory(**{"in_progress": True, "due_at": evening} | facts)


def told_on(day: str) -> int:
    with time_machine.travel(f"{day}T07:45:00+07:00", tick=False):
        return due.tell_of_dates()


def letter(kind: str) -> texts.Text:
    message = Message.objects.get(kind=kind)
    return texts.render(message.kind, message.facts, message.language)


class TestTheDayBefore:
    @pytest.mark.parametrize(
        ("why", "due_day", "told_day"),
        [
            ("an ordinary week", "2026-11-19", "2026-11-18"),
            ("over a weekend", "2026-11-23", "2026-11-20"),
            ("over 24/11", "2026-11-25", "2026-11-23"),
            ("over Tết", "2026-02-23", "2026-02-13"),
            ("after a Saturday that works", "2026-08-24", "2026-08-22"),
        ],
    )
    def test_she_hears_on_the_working_day_before(self, why, due_day, told_day):
        due_on(due_day)
        last = date.fromisoformat(due_day).toordinal()
        days = [date.fromordinal(n).isoformat() for n in range(last - 12, last + 1)]
        assert [day for day in days if told_on(day)] == [told_day]
        assert set(Message.objects.values_list("kind", flat=True)) == {TOMORROW}

    def test_the_letter_says_when_and_who_holds_it(self):
        report = due_on("2026-11-19")
        told_on("2026-11-18")
        told = letter(TOMORROW)
        assert f"{report.reference} đến hạn ngày 19/11/2026" in told.subject
        assert "UBND Phường Sóc Trăng" in told.body
        assert report.get_absolute_url() in told.body


class TestLate:
    def test_she_hears_once_with_an_apology(self):
        report = due_on("2026-11-18")
        days = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-23"]
        assert [day for day in days if told_on(day)] == ["2026-11-19"]
        told = letter(LATE)
        assert f"Xin lỗi bạn: phản ánh {report.reference} bị trễ hạn" in told.subject
        assert "UBND Phường Sóc Trăng" in told.body
        assert "18/11/2026" in told.body

    def test_nobody_is_disturbed_on_a_day_off(self):
        due_on("2026-11-20")
        assert [told_on("2026-11-21"), told_on("2026-11-22"), told_on("2026-11-23")] == [0, 0, 1]

    def test_a_worker_that_slept_makes_up_for_it(self):
        due_on("2026-11-11")
        assert told_on("2026-11-25") == 1

    def test_what_is_late_for_ages_is_left_in_peace(self):
        due_on("2026-10-01")
        assert told_on("2026-11-25") == 0

    def test_a_date_that_moved_is_told_of_anew(self, hoa):
        report = due_on("2026-11-18")
        assert told_on("2026-11-19") == 1
        with time_machine.travel("2026-11-19T10:00:00+07:00", tick=False):
            actions.extend(report, by=hoa, until=date(2026, 11, 25), note="Chờ vật tư.")
        days = ["2026-11-20", "2026-11-23", "2026-11-25", "2026-11-26", "2026-11-27"]
        assert [day for day in days if told_on(day)] == ["2026-11-23", "2026-11-26"]


@pytest.mark.parametrize("state", sorted(set(State) - {State.WAITING}))
def test_only_what_is_open_is_told_of(state):
    report = in_state(state, due_at=timezone.make_aware(datetime(2026, 11, 18, 17)))
    assert told_on("2026-11-19") == report.is_open


def test_while_she_is_waited_for_the_clock_says_nothing(hoa):
    report = due_on("2026-11-19")
    with time_machine.travel("2026-11-17T10:00:00+07:00", tick=False):
        actions.take_step(report, "ask", by=hoa, note="Trụ số mấy?")
    assert [told_on("2026-11-18"), told_on("2026-11-20")] == [0, 0]


def test_a_report_that_moved_while_it_was_read_is_left_alone(hoa):
    report = due_on("2026-11-18")
    with time_machine.travel("2026-11-19T07:45:00+07:00", tick=False):
        actions.take_step(report, "resolve", by=hoa, note="Xong.")
        assert not due.tell(report.pk, LATE)


def test_who_left_no_address_costs_nothing():
    due_on("2026-11-18", contact_email="", contact_phone="")
    assert told_on("2026-11-19") == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize(("kind", "day"), [(TOMORROW, "2026-11-18"), (LATE, "2026-11-20")])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_subject_and_no_sms_says_anything_personal(kind, day, language):
    due_on("2026-11-19", language=language)
    told_on(day)
    told = letter(kind)
    assert [word for word in PERSONAL if word in told.subject + told.sms] == []


def test_a_private_one_is_reached_by_its_code():
    report = due_on("2026-11-18", private=True)
    told_on("2026-11-19")
    assert f"/tra-cuu/?ma={report.reference}" in letter(LATE).body
    assert "/phan-anh/" not in letter(LATE).body


@pytest.mark.parametrize("count", [3, 9])
def test_each_costs_the_same_few_questions(django_assert_max_num_queries, count):
    for _ in range(count):
        due_on("2026-11-18")
    with django_assert_max_num_queries(6 + 14 * count):
        told_on("2026-11-19")
