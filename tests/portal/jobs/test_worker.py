import signal

import pytest
from django.db import OperationalError, connection

from portal.common.moments import now
from portal.jobs import worker as worker_module
from portal.jobs.heart import Heart
from portal.jobs.models import Heartbeat
from portal.jobs.queue import enqueue, jobs
from portal.jobs.worker import Worker
from tests.portal.jobs.sample_tasks import note, wait_in
from tests.waiting import until
from tests.worker import finish, let_time_pass


def test_once_does_what_is_due_and_stops(start_worker, notes):
    enqueue(note, notes.path())
    assert start_worker("--once").wait(timeout=60) == 0
    assert notes.count() == 1
    assert not Heartbeat.objects.exists()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops_at_once(start_worker, stop):
    worker = start_worker()
    until(Heartbeat.objects.fresh().exists)
    worker.send_signal(stop)
    assert worker.wait(timeout=30) == 0
    assert not Heartbeat.objects.exists()


def test_a_busy_worker_finishes_its_job_before_it_stops(start_worker, notes):
    enqueue(wait_in, str(notes.folder))
    worker = start_worker()
    until(lambda: notes.count("began"))
    worker.terminate()
    notes.folder.joinpath("may-end").touch()
    assert worker.wait(timeout=30) == 0
    assert notes.count("ended") == 1
    assert jobs().successful().count() >= 1


def test_a_killed_workers_job_is_done_by_the_next(start_worker, notes):
    enqueue(wait_in, str(notes.folder))
    victim = start_worker()
    until(lambda: notes.count("began"))
    victim.kill()
    victim.wait()

    let_time_pass()
    notes.folder.joinpath("may-end").touch()
    assert start_worker("--once").wait(timeout=60) == 0
    assert (notes.count("began"), notes.count("ended")) == (2, 1)


def test_two_workers_share_the_queue(start_worker, notes):
    for number in range(40):
        enqueue(note, notes.path(str(number)))
    workers = [start_worker(), start_worker()]
    until(lambda: Heartbeat.objects.count() == len(workers))
    until(lambda: not jobs().ready().exists() and not jobs().running().exists())
    assert [finish(worker) for worker in workers] == [0, 0]
    assert [notes.count(str(number)) for number in range(40)] == [1] * 40


@pytest.mark.django_db(transaction=True)
def test_a_heart_beats_while_its_worker_is_busy():
    with Heart("busy", every=0.01):
        first = Heartbeat.objects.get(worker="busy").at
        until(lambda: Heartbeat.objects.get(worker="busy").at > first)
    assert not Heartbeat.objects.filter(worker="busy").exists()
    assert first <= now()


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_database_that_goes_away(monkeypatch, notes):
    monkeypatch.setattr(worker_module, "DATABASE_AWAY", 0)
    worker = Worker("test")
    enqueue(note, notes.path())
    answers = iter([OperationalError("gone"), OperationalError("gone"), None])

    def look():
        if answer := next(answers, None):
            raise answer
        if notes.count():
            worker.shutdown(signal.SIGTERM, None)

    monkeypatch.setattr(worker, "look_at_schedule", look)
    worker.run()
    assert notes.count() == 1


def test_a_worker_outlives_a_restart_of_postgresql(start_worker, notes):
    if connection.vendor != "postgresql":
        pytest.skip("The embedded database has no connections to lose.")
    worker = start_worker()
    until(Heartbeat.objects.fresh().exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    enqueue(note, notes.path())
    until(lambda: notes.count() == 1)
    assert finish(worker) == 0
