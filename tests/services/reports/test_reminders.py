"""Lan owes an answer about her report: after three working days she is asked once more."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, reminders
from tests.services.reports.factories import ReportFactory

KIND = "reports/answer_reminder"
THURSDAY = "2026-11-19T10:00:00+07:00"


@pytest.fixture(autouse=True)
def thursday(db):
    """It is Thursday 19 November 2026; Tuesday the 24th is a public holiday."""
    call_command("load_calendar", verbosity=0)
    with time_machine.travel(THURSDAY, tick=False):
        yield


@pytest.fixture
def question(thursday, hoa):
    """Hoa asked Lan something."""
    return actions.take_step(ReportFactory(in_progress=True), "ask", by=hoa, note="Trụ số mấy?")


def reminded_on(day: str) -> int:
    with time_machine.travel(f"2026-11-{day}T08:00:00+07:00", tick=False):
        return reminders.remind_waiting()


def test_she_is_reminded_after_three_working_days_and_only_once(question):
    days = {day: reminded_on(day) for day in ("20", "21", "23", "24", "25", "26", "27")}
    assert [day for day, count in days.items() if count] == ["25"]
    reminder = Message.objects.get(kind=KIND)
    text = texts.render(reminder.kind, reminder.facts, reminder.language)
    assert "Trụ số mấy?" in text.body
    assert question.reference in text.subject


def test_nobody_is_disturbed_on_a_day_off(question):
    assert reminded_on("28") == 0
    assert reminded_on("30") == 1


def test_a_worker_that_slept_makes_up_for_it(question):
    assert reminded_on("27") == 1


def test_who_has_answered_is_left_alone(question):
    actions.take_step(question, "supply", by=None, note="Trụ số 12.")
    assert reminded_on("25") == 0


def test_a_second_question_has_its_own_days(question, hoa):
    with time_machine.travel("2026-11-23T10:00:00+07:00", tick=False):
        actions.take_step(question, "supply", by=None, note="Trụ số 12.")
        actions.take_step(question, "ask", by=hoa, note="Trụ số 12 đường nào?")
    days = ("25", "26", "27", "30")
    assert [day for day in days if reminded_on(day)] == ["27"]


def test_more_time_while_she_is_asked_is_no_question(question, hoa):
    with time_machine.travel("2026-11-23T10:00:00+07:00", tick=False):
        actions.extend(question, by=hoa, until=date(2026, 12, 18), note="Chờ vật tư.")
    assert reminded_on("25") == 1
    reminder = Message.objects.get(kind=KIND)
    assert reminder.facts["note"] == "Trụ số mấy?"


def test_who_left_no_address_costs_nothing(question):
    question.contact_email = question.contact_phone = ""
    question.save(update_fields=["contact_email", "contact_phone"])
    assert reminded_on("25") == 0
    assert not Message.objects.filter(kind=KIND).exists()
