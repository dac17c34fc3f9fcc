"""Nobody answers: after ten working days the report is closed by rule, never over an answer."""

import threading

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from portal.common.workflow import StepRefused
from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, question_links, reminders, unanswered
from services.reports.models import Report, ReportEvent
from services.reports.workflow import State
from tests.services.reports.factories import EventFactory, ReportFactory

THURSDAY = "2026-11-19T10:00:00+07:00"
LAST_DAY = "2026-12-04"  # Ten working days on; Tuesday 24 November is a public holiday.


@pytest.fixture(autouse=True)
def thursday(db):
    call_command("load_calendar", verbosity=0)
    with time_machine.travel(THURSDAY, tick=False):
        yield


@pytest.fixture
def asked(thursday, hoa) -> Report:
    return actions.take_step(ReportFactory(in_progress=True), "ask", by=hoa, note="Trụ số mấy?")


def closed_on(day: str) -> int:
    with time_machine.travel(f"{day}T07:15:00+07:00", tick=False):
        return unanswered.close_unanswered()


def answer(report: Report) -> Report:
    return actions.answer_question(question_links.latest(report), note="Trụ số 12.")


def test_it_is_closed_once_the_last_day_is_over(asked):
    days = [LAST_DAY, "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08"]
    assert [day for day in days if closed_on(day)] == ["2026-12-07"]
    asked.refresh_from_db()
    assert (asked.state, asked.paused_at) == (State.DECLINED, None)
    event = asked.events.get(step="close_unanswered")
    assert (event.by, event.details) == (None, {"reason": "no_answer"})


def test_she_hears_of_it_and_was_told_the_day_before(asked):
    with time_machine.travel("2026-11-25T08:00:00+07:00", tick=False):
        reminders.remind_waiting()
    closed_on("2026-12-07")
    kinds = ["reports/ask", "reports/answer_reminder", "reports/close_unanswered"]
    letters = [Message.objects.get(kind=kind) for kind in kinds]
    bodies = [texts.render(one.kind, one.facts, one.language).body for one in letters]
    assert ["04/12/2026" in body for body in bodies] == [True, True, False]


def test_another_number_of_days_holds_for_new_questions_only(asked, hoa, settings):
    settings.REPORT_ANSWER_DAYS = 5
    later = actions.take_step(ReportFactory(in_progress=True), "ask", by=hoa, note="Ở đâu?")
    assert closed_on("2026-11-30") == 1
    assert set(Report.objects.closed()) == {later}


def test_an_answer_keeps_it_open(asked):
    answer(asked)
    assert closed_on("2026-12-07") == 0


def test_what_was_asked_before_the_rule_is_never_closed_by_it(asked):
    old = ReportFactory(waiting=True)
    EventFactory(report=old, step="ask", state=State.WAITING)
    assert closed_on("2026-12-07") == 1
    old.refresh_from_db()
    assert old.is_open


def test_a_second_question_has_its_own_days(asked, hoa):
    with time_machine.travel("2026-12-04T10:00:00+07:00", tick=False):
        answer(asked)
        actions.take_step(asked, "ask", by=hoa, note="Đường nào?")
    assert closed_on("2026-12-07") == 0
    assert closed_on("2026-12-21") == 1


def test_who_left_no_address_is_held_to_it_too(hoa):
    report = ReportFactory(in_progress=True, contact_email="", contact_phone="")
    actions.take_step(report, "ask", by=hoa, note="Trụ số mấy?")
    assert closed_on("2026-12-07") == 1


def test_a_question_chosen_for_closing_and_answered_meanwhile_stays_open(asked):
    event = ReportEvent.objects.get(step="ask")
    answer(asked)
    assert unanswered.close(event.pk) is False
    asked.refresh_from_db()
    assert asked.state == State.IN_PROGRESS


def test_officers_may_reopen_what_the_rule_has_closed(asked, hoa):
    closed_on("2026-12-07")
    moved = actions.take_step(asked, "reopen", by=hoa, note="Cô Lan đã gọi.")
    assert moved.state == State.REOPENED


@pytest.mark.django_db(transaction=True)
def test_the_answer_races_the_rule_and_one_of_them_wins(asked):
    outcomes = []

    def run(deed):
        try:
            outcomes.append(bool(deed()))
        except StepRefused:
            outcomes.append(False)
        finally:
            connection.close()

    event = ReportEvent.objects.get(step="ask")
    deeds = [lambda: answer(Report.objects.get()), lambda: unanswered.close(event.pk)]
    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]
    steps = set(asked.events.values_list("step", flat=True))
    assert len(steps & {"supply", "close_unanswered"}) == 1
