"""Whether the background work is in time, in one word."""

from datetime import timedelta

import pytest
import time_machine

from portal.common.moments import now
from portal.jobs import watch
from portal.jobs.models import OVERDUE, Heartbeat, ScheduleEntry
from portal.jobs.queue import enqueue
from portal.jobs.watch import TOO_LONG, Condition, condition
from tests.portal.jobs.sample_tasks import note

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)


def seen_after(span: timedelta) -> Condition:
    """The condition after this time, as a worker that still lives would leave it."""
    with time_machine.travel(now() + span):
        Heartbeat.objects.beat("worker")
        return condition()


def test_without_a_worker_the_work_is_down():
    assert condition() == Condition.DOWN


def test_with_nothing_to_do_it_is_in_time():
    assert seen_after(timedelta(0)) == Condition.OK


@pytest.mark.parametrize("delay", [timedelta(0), timedelta(hours=1)])
def test_a_job_that_waits_too_long_makes_it_late(delay):
    enqueue(note, "nowhere", run_after=now() + delay if delay else None)
    assert seen_after(delay + TOO_LONG - A_SECOND) == Condition.OK
    assert seen_after(delay + TOO_LONG + A_SECOND) == Condition.LATE


def test_a_duty_nobody_takes_up_makes_it_late():
    ScheduleEntry.objects.create(name="portal.jobs.tasks.reap", next_at=now())
    assert seen_after(OVERDUE - A_SECOND) == Condition.OK
    assert seen_after(OVERDUE + A_SECOND) == Condition.LATE


def test_a_duty_that_no_code_knows_any_more_does_not():
    ScheduleEntry.objects.create(name="portal.jobs.tasks.of_last_year", next_at=now())
    assert seen_after(OVERDUE + A_SECOND) == Condition.OK


def test_watching_costs_the_same_few_queries(django_assert_num_queries):
    Heartbeat.objects.beat("worker")
    for _ in range(20):
        enqueue(note, "nowhere")
    with django_assert_num_queries(3):
        condition()


def test_the_oldest_job_is_the_one_that_could_have_begun_first():
    assert watch.oldest_waiting() is None
    enqueue(note, "nowhere", run_after=now() + timedelta(minutes=1))
    enqueue(note, "nowhere", run_after=now() + timedelta(days=1))
    with time_machine.travel(now() + timedelta(minutes=5)):
        enqueue(note, "nowhere")
    with time_machine.travel(now() + timedelta(minutes=10)) as clock:
        waited = now() - watch.oldest_waiting()
        assert timedelta(minutes=8, seconds=50) < waited < timedelta(minutes=9, seconds=10)
        clock.move_to(now() - timedelta(minutes=4, seconds=30))
        assert now() - watch.oldest_waiting() > timedelta(minutes=4)
