"""Real worker processes, a real mail server, and a real kill."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from services.notifications.models import Message, State
from tests.waiting import until
from tests.worker import finish, let_time_pass


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


def test_workers_killed_again_and_again_lose_nothing(start_postman, post_office, tell_lan):
    """The small version of tests/bench/bench_messages.py."""
    messages, kills = 60, 3
    for number in range(messages):
        tell_lan(key=f"event-{number}")
    for kill in range(1, kills + 1):
        worker = start_postman()
        until(lambda share=kill: len(post_office.letters) >= messages * share // (kills + 1))
        worker.kill()
        worker.wait()
        let_time_pass()
    assert start_postman("--once").wait(60) == 0
    let_time_pass()  # What was in a killed worker's hands is tried again a minute later.
    assert start_postman("--once").wait(60) == 0
    assert all_delivered()
    copies = Counter(letter["Message-ID"] for letter in post_office.letters)
    assert len(copies) == messages
    assert sum(copies.values()) - messages <= kills  # At least once: one in hand for each kill.
