"""2,000 messages and 20 killed workers: `python -m tests.bench.bench_messages`.

The mail server and the worker are real processes, and each kill is a SIGKILL. Every message must
arrive. A worker that dies between handing a letter over and writing that down sends it again, so
each kill explains one letter too many, and nothing explains more.
"""

import logging
import os
import subprocess
import sys
from collections import Counter
from time import perf_counter

import django

MESSAGES, KILLS = 2_000, 20
PATIENCE = 600  # Seconds without which something hangs.


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 — only after setup.

    name = connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        return report(**run())
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def report(*, enqueued: float, delivered: float, lost: int, twice: int, worst: int) -> int:
    """Say how it went; whether it went as promised."""
    from django.db import connection  # noqa: PLC0415 — only after setup.

    sys.stdout.write(
        f"messages on {connection.vendor}: {MESSAGES} posted in {enqueued:.1f} s, delivered in "
        f"{delivered:.1f} s ({MESSAGES / delivered:.0f} a second) through {KILLS} kills; "
        f"{lost} lost, {twice} sent twice (at most {KILLS} are explained), none more than "
        f"{worst} times\n"
    )
    return int(lost > 0 or twice > KILLS)


def run() -> dict[str, float]:
    """Post everything, kill the worker again and again, and count what arrived."""
    from tests.services.notifications.post_office import PostOffice, PostOfficeDoor  # noqa: PLC0415

    logging.getLogger("mail").setLevel(logging.WARNING)  # It tells of every command.
    office = PostOffice()
    door = PostOfficeDoor(office)
    door.start()
    try:
        enqueued = timed(post_all)
        delivered = timed(deliver_all, office, door.port)
    finally:
        door.stop()
    copies = Counter(letter["Message-ID"] for letter in office.letters)
    return {
        "enqueued": enqueued,
        "delivered": delivered,
        "lost": MESSAGES - len(copies),
        "twice": sum(copies.values()) - len(copies),
        "worst": max(copies.values()),
    }


def timed(act, *args) -> float:
    start = perf_counter()
    act(*args)
    return perf_counter() - start


def post_all() -> None:
    """As an action does: each in a transaction of its own."""
    from django.db import transaction  # noqa: PLC0415 — only after setup.

    from services.notifications import outbox  # noqa: PLC0415
    from services.notifications.contacts import Contact  # noqa: PLC0415

    for number in range(MESSAGES):
        contact = Contact(email=f"nguoi-dan-{number}@example.vn")
        with transaction.atomic():
            outbox.post(contact, "tests/lamp", key=f"event-{number}", reference="PA-7K3M-92")


def deliver_all(office, port: int) -> None:
    """Kill each worker after its share; the last one may finish."""
    for kill in range(1, KILLS + 1):
        worker = start_worker(port)
        until(lambda share=kill: len(office.letters) >= MESSAGES * share / (KILLS + 1))
        worker.kill()
        worker.wait()
    worker = start_worker(port)
    until(is_all_delivered)
    worker.terminate()
    worker.wait()


def start_worker(port: int) -> subprocess.Popen:
    """A worker in a process of its own, which finds every lease of the dead one ended."""
    from tests.worker import let_time_pass, manage  # noqa: PLC0415 — only after setup.

    let_time_pass()
    return manage("work", EMAIL_URL=f"smtp://127.0.0.1:{port}")


def is_all_delivered() -> bool:
    """Whether nothing waits; what died in a worker's hands since is freed at once."""
    from services.notifications.models import Message, State  # noqa: PLC0415 — only after setup.

    return not Message.objects.exclude(state=State.DELIVERED).exists()


def until(condition) -> None:
    from tests.waiting import until as wait_until  # noqa: PLC0415 — only after setup.

    wait_until(condition, seconds=PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
