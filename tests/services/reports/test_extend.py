"""Hoa needs more time: once, for a reason, to a working day that Lan is told of."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused
from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, clock
from services.reports.models import Report
from services.reports.workflow import CLOSED, State
from tests.services.reports.factories import ReportFactory, in_state

THURSDAY = "2026-11-19T10:00:00+07:00"
NOTE = "Chờ vật tư về."
DUE = date(2026, 11, 20)
LATER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def thursday(db):
    """It is Thursday 19 November 2026; Tuesday the 24th is a public holiday."""
    call_command("load_calendar", verbosity=0)
    with time_machine.travel(THURSDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def lamp(thursday) -> Report:
    """A report in work, due tomorrow."""
    return ReportFactory(in_progress=True, due_at=clock.due(1))


def day(report: Report) -> date:
    report.refresh_from_db()
    return timezone.localdate(report.due_at)


def test_the_new_date_ends_when_the_offices_close_and_is_remembered(lamp, hoa):
    actions.extend(lamp, by=hoa, until=LATER, note=NOTE)
    assert day(lamp) == LATER
    event = lamp.events.get()
    assert timezone.localtime(lamp.due_at).hour == 17
    assert (event.step, event.by, event.note, event.is_public) == ("extend", hoa, NOTE, True)
    assert (event.due_at, event.state) == (lamp.due_at, State.IN_PROGRESS)


def test_lan_reads_the_new_day_and_why(lamp, hoa):
    actions.extend(lamp, by=hoa, until=LATER, note=NOTE)
    message = Message.objects.get()
    letter = texts.render(message.kind, message.facts, message.language)
    assert message.kind == "reports/extended"
    assert "01/12/2026" in letter.subject
    assert NOTE in letter.body
    assert "UBND Phường Sóc Trăng" in letter.body


def test_who_follows_is_told_by_the_worker(lamp, hoa, minh, drain):
    lamp.follows.create(user=minh, confirmed_at=lamp.created_at)
    actions.extend(lamp, by=hoa, until=LATER, note=NOTE)
    drain()
    assert Message.objects.filter(kind="reports/followed", user=minh).exists()


def test_only_once(lamp, hoa):
    actions.extend(lamp, by=hoa, until=LATER, note=NOTE)
    with pytest.raises(StepRefused, match="một lần"):
        actions.extend(lamp, by=hoa, until=date(2026, 12, 8), note=NOTE)
    assert day(lamp) == LATER
    assert Message.objects.count() == 1


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_is_closed_needs_no_time(hoa, state):
    report = in_state(state, due_at=clock.due(1))
    with pytest.raises(StepRefused, match="đang mở"):
        actions.extend(report, by=hoa, until=LATER, note=NOTE)


@pytest.mark.parametrize(
    "until",
    [date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 24), date(2026, 11, 29)],
    ids=["the same day", "sooner", "a public holiday", "a Sunday"],
)
def test_not_every_day_can_be_promised(lamp, hoa, until):
    with pytest.raises(StepRefused, match="sau 20/11/2026"):
        actions.extend(lamp, by=hoa, until=until, note=NOTE)
    assert day(lamp) == DUE
    assert not lamp.events.exists()


def test_sixty_days_are_the_most(lamp, hoa):
    with pytest.raises(StepRefused, match="19/01/2027"):
        actions.extend(lamp, by=hoa, until=date(2027, 1, 20), note=NOTE)
    actions.extend(lamp, by=hoa, until=date(2027, 1, 19), note=NOTE)
    assert day(lamp) == date(2027, 1, 19)


def test_what_is_late_long_since_is_counted_from_today(hoa):
    late = ReportFactory(in_progress=True, due_at=clock.due(0) - timedelta(days=80))
    with pytest.raises(StepRefused, match="sau 19/11/2026"):
        actions.extend(late, by=hoa, until=date(2026, 11, 18), note=NOTE)
    actions.extend(late, by=hoa, until=date(2026, 11, 23), note=NOTE)
    assert not Report.objects.overdue().exists()


def test_a_reason_is_owed(lamp, hoa):
    with pytest.raises(StepRefused, match="ghi nội dung"):
        actions.extend(lamp, by=hoa, until=LATER, note="  ")


def test_dung_may_not_and_an_auditor_may_not(lamp, dung, minh, soc_trang_office):
    join(minh, soc_trang_office, Role.AUDITOR)
    for person in (dung, minh):
        with pytest.raises(StepRefused, match="không có quyền"):
            actions.extend(lamp, by=person, until=LATER, note=NOTE)
    assert day(lamp) == DUE


def test_a_pause_after_it_is_added_to_the_new_date(lamp, hoa, thursday):
    actions.extend(lamp, by=hoa, until=LATER, note=NOTE)
    actions.take_step(lamp, "ask", by=hoa, note="Trụ số mấy?")
    thursday.move_to("2026-11-23T10:00:00+07:00")
    actions.take_step(lamp, "supply", by=None, note="Trụ số 12.")
    assert day(lamp) == date(2026, 12, 3)
