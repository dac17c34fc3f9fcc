from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.db import connections

from portal.common.moments import now
from portal.jobs import schedule
from portal.jobs.queue import enqueue, jobs
from portal.jobs.schedule import DUTIES, Duty, enqueue_due
from tests.portal.jobs.sample_tasks import fail, note


@pytest.fixture
def hourly(monkeypatch):
    """One duty alone, every hour."""
    monkeypatch.setattr(schedule, "DUTIES", {"hourly": Duty(note, timedelta(hours=1))})


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_a_duty_comes_round_when_its_time_has_come():
    start = now()
    assert [taken_at(start, minutes) for minutes in (0, 30, 59, 60, 61)] == [1, 0, 0, 1, 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_a_long_silence_is_not_made_up_for():
    start = now()
    assert [taken_at(start, minutes) for minutes in (0, 600, 601)] == [1, 1, 0]


@pytest.mark.django_db
def test_a_daily_duty_comes_round_at_its_hour_here(monkeypatch):
    monkeypatch.setattr(schedule, "DUTIES", {"daily": Duty(note, at=time(7, 30))})
    evening = datetime.fromisoformat("2026-11-22T21:00+07:00")
    hours = {"at night": 0, "before": 10, "at half past seven": 10.5, "after": 11}
    taken = {name: taken_at(evening, hour * 60) for name, hour in hours.items()}
    assert taken == {"at night": 0, "before": 0, "at half past seven": 1, "after": 0}
    assert taken_at(evening, 34.5 * 60) == 1


@pytest.mark.django_db
def test_a_daily_duty_is_done_late_rather_than_not_at_all(monkeypatch):
    monkeypatch.setattr(schedule, "DUTIES", {"daily": Duty(note, at=time(7, 30))})
    evening = datetime.fromisoformat("2026-11-22T21:00+07:00")
    assert [taken_at(evening, hour * 60) for hour in (0, 16, 17, 34, 35)] == [0, 1, 0, 0, 1]


def taken_at(start, minutes) -> int:
    with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
        return len(enqueue_due())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("hourly")
def test_several_workers_take_a_duty_once():
    def look(_):
        try:
            return enqueue_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as workers:
        taken = [name for names in workers.map(look, range(12)) for name in names]
    assert taken == ["hourly"]
    assert jobs().count() == 1


def test_duties_of_every_domain_are_in_the_table():
    assert {"portal.jobs.tasks.reap", "services.notifications.tasks.reap_messages"} <= set(DUTIES)


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly")
def test_a_duty_passes_a_long_queue():
    enqueue(fail)
    enqueue_due()
    assert jobs().ready().first().task_path == note.module_path
