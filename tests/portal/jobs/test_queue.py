from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from portal.common.moments import now
from portal.jobs.queue import enqueue, jobs
from tests.portal.jobs.sample_tasks import fail, note


@pytest.mark.django_db
def test_a_rolled_back_action_leaves_no_job(notes):
    with transaction.atomic():
        enqueue(note, notes.path())
        transaction.set_rollback(True)
    assert not jobs().exists()


def test_a_job_is_done_once(drain, notes):
    enqueue(note, notes.path())
    drain()
    drain()
    assert notes.count() == 1


def test_a_job_waits_for_its_time(drain, notes):
    enqueue(note, notes.path(), run_after=now() + timedelta(hours=1))
    drain()
    assert notes.count() == 0

    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
    assert notes.count() == 1


def test_a_failed_job_does_not_hold_up_the_next(drain, notes):
    enqueue(fail)
    enqueue(note, notes.path())
    with pytest.raises(AssertionError, match="ValueError"):
        drain()
    assert notes.count() == 1
