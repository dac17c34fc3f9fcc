"""Real worker processes, a real mail server, and a real kill."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from services.notifications.models import Message, State
from tests.waiting import until
from tests.worker import finish, let_time_pass


@pytest.fixture
def start_postman(start_worker, post_office):
    """Start a worker that takes its letters to this test's mail server."""

    def start(*options):
        return start_worker(*options, EMAIL_URL=f"smtp://127.0.0.1:{post_office.port}")

    return start


def all_delivered() -> bool:
    return not Message.objects.exclude(state=State.DELIVERED).exists()


def test_a_letter_survives_its_killed_worker(start_postman, post_office, tell_lan):
    post_office.mood = "hangs"
    tell_lan()
    victim = start_postman()
    assert post_office.asked.wait(30)
    assert Message.objects.get().state == State.SENDING
    victim.kill()
    victim.wait()

    post_office.mood = "kind"
    post_office.may_answer.set()
    let_time_pass()
    assert start_postman("--once").wait(60) == 0
    let_time_pass()
    assert start_postman("--once").wait(60) == 0
    assert Message.objects.get().state == State.DELIVERED
    assert len({letter["Message-ID"] for letter in post_office.letters}) == 1


def test_a_stopped_worker_delays_letters_and_loses_none(start_postman, post_office, tell_lan):
    for number in range(10):
        tell_lan(key=f"event-{number}")
    assert post_office.letters == []

    worker = start_postman()
    until(all_delivered)
    assert finish(worker) == 0
    assert len(post_office.letters) == 10


def test_many_write_while_workers_deliver_and_nobody_is_locked_out(
    start_postman, post_office, tell_lan
):
    def write(writer: int) -> None:
        for number in range(10):
            tell_lan(key=f"{writer}-{number}")
        connections.close_all()

    workers = [start_postman(), start_postman()]
    with ThreadPoolExecutor(6) as writers:
        list(writers.map(write, range(6)))
    until(all_delivered)
    assert [finish(worker) for worker in workers] == [0, 0]
    assert Message.objects.count() == len(post_office.letters) == 60
    assert not Message.objects.filter(attempts__gt=1).exists()
