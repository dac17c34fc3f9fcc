"""Two workers on one PostgreSQL share the queue."""

from collections import Counter

import pytest
from django.db import connection

from portal.jobs.queue import jobs
from services.notifications.models import Message, State
from tests.waiting import until
from tests.worker import finish

MESSAGES = 200


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")
def test_two_workers_share_the_queue_and_no_message(start_postman, post_office, tell_lan):
    workers = [start_postman(), start_postman()]
    for number in range(MESSAGES):
        tell_lan(key=f"event-{number}", email=f"nguoi-dan-{number}@example.vn")
    until(lambda: not Message.objects.exclude(state=State.DELIVERED).exists())
    assert [finish(worker) for worker in workers] == [0, 0]

    copies = Counter(letter["Message-ID"] for letter in post_office.letters)
    assert (len(copies), set(copies.values())) == (MESSAGES, {1})
    assert not Message.objects.filter(attempts__gt=1).exists()
    delivered = jobs().filter(task_path__endswith=".deliver")
    shares = Counter(tuple(job.worker_ids) for job in delivered)
    assert sorted(map(len, shares)) == [1, 1]  # Each job had one worker, and there were two.
