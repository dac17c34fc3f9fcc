"""What the schedule's table knows of each duty after it was done."""

from datetime import timedelta

import pytest

from portal.jobs import schedule
from portal.jobs.models import ScheduleEntry
from portal.jobs.queue import enqueue, jobs
from portal.jobs.reaper import MOST_STARTS, free_interrupted
from portal.jobs.schedule import Duty, count_in, enqueue_due
from portal.jobs.worker import Worker
from tests.portal.jobs.sample_tasks import fail, note, two

pytestmark = pytest.mark.django_db


def done(monkeypatch, task) -> ScheduleEntry:
    """The table's row of this duty, after a worker did it once."""
    monkeypatch.setattr(schedule, "DUTIES", {task.module_path: Duty(task, timedelta(hours=1))})
    enqueue_due()
    Worker("test").drain()
    return ScheduleEntry.objects.get()


def test_the_table_knows_how_long_a_duty_took_and_what_it_saw_to(monkeypatch):
    entry = done(monkeypatch, two)
    assert entry.handled == 2
    assert entry.error == ""
    assert entry.took >= timedelta(0)
    assert not entry.is_running


def test_the_table_knows_what_went_wrong_by_its_name_alone(monkeypatch):
    entry = done(monkeypatch, fail)
    assert (entry.error, entry.handled) == ("ValueError", None)


def test_a_duty_in_hand_is_being_done(monkeypatch):
    monkeypatch.setattr(schedule, "DUTIES", {two.module_path: Duty(two)})
    enqueue_due()
    job = Worker("test").claim_next()
    schedule.note_start(job)
    assert ScheduleEntry.objects.get().is_running


def test_a_duty_that_kills_its_workers_went_wrong(monkeypatch):
    monkeypatch.setattr(schedule, "DUTIES", {two.module_path: Duty(two)})
    enqueue_due()
    for number in range(MOST_STARTS):
        Worker(f"victim {number}").claim_next()
        free_interrupted()
    assert ScheduleEntry.objects.get().error == "WorkerLost"


def test_ordinary_jobs_are_not_in_the_table(notes):
    enqueue(note, notes.path())
    Worker("test").drain()
    assert jobs().successful().count() == 1
    assert not ScheduleEntry.objects.exists()


@pytest.mark.parametrize(
    ("answer", "count"), [(0, 0), (3, 3), (None, None), (True, None), ([1], None), (-1, None)]
)
def test_only_a_whole_number_says_how_many(answer, count):
    assert count_in(answer) == count
