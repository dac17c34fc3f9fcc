from datetime import timedelta

import pytest
import time_machine

from portal.common.moments import now
from portal.jobs import reaper, tasks
from portal.jobs.models import LEASE, Heartbeat
from portal.jobs.queue import enqueue, jobs
from portal.jobs.worker import Worker
from tests.portal.jobs.sample_tasks import lose_the_database, note

pytestmark = pytest.mark.django_db


def claimed_by(worker: str, path: str = "nowhere") -> None:
    """A job in the hands of this worker."""
    enqueue(note, path)
    Heartbeat.objects.beat(worker)
    Worker(worker).claim_next()


def test_a_dead_workers_job_starts_again(drain, notes):
    claimed_by("dead", notes.path())
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        assert reaper.free_interrupted() == 1
        drain()
    assert notes.count() == 1


def test_a_living_workers_job_is_left_to_it():
    claimed_by("alive")
    with time_machine.travel(now() + LEASE - timedelta(seconds=1)):
        assert reaper.free_interrupted() == 0


def test_a_job_that_kills_its_workers_is_given_up():
    enqueue(note, "nowhere")
    for number in range(reaper.MOST_STARTS):
        Worker(f"victim {number}").claim_next()
        reaper.free_interrupted()
    assert jobs().failed().get().exception_class_path.endswith("WorkerLost")
    assert reaper.free_interrupted() == 0


def test_a_job_that_lost_the_database_starts_again():
    enqueue(lose_the_database)
    Worker("test").do_next()
    assert reaper.free_interrupted() == 1
    assert jobs().ready().count() == 1


def test_a_worker_lets_go_of_what_it_no_longer_does():
    claimed_by("confused")
    claimed_by("busy")
    assert reaper.release("confused") == 1
    assert jobs().running().get().worker_ids == ["busy"]


def test_what_was_finished_long_ago_is_forgotten(drain, notes):
    enqueue(note, notes.path("old"))
    drain()
    Heartbeat.objects.beat("old worker")
    with time_machine.travel(now() + timedelta(days=13)):
        enqueue(note, notes.path("new"))
        drain()
    with time_machine.travel(now() + timedelta(days=15)):
        assert tasks.prune.call() == 1
    assert jobs().get().args_kwargs["args"] == [notes.path("new")]
    assert not Heartbeat.objects.exists()
