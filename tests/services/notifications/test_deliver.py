"""Delivery, with a real mail server in every mood."""

from datetime import timedelta

import pytest
import time_machine

from portal.common.moments import now
from portal.jobs.queue import jobs
from services.notifications import delivery, tasks
from services.notifications.models import Message, State

pytestmark = pytest.mark.django_db


def fate(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.error


def test_lan_gets_a_letter_in_vietnamese(post_office, tell_lan, drain, settings):
    message = tell_lan(note="Đã thay bóng đèn.")
    drain()

    [letter] = post_office.letters
    assert letter["To"] == "lan@example.vn"
    assert letter["Subject"] == "Đã nhận phản ánh PA-7K3M-92"
    assert letter["Reply-To"] == settings.REPLY_TO_EMAIL
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<{message.uid}@127.0.0.1>"
    assert letter.get_content_type() == "text/plain"
    assert "Đã thay bóng đèn." in letter.get_content()
    assert fate(message) == (State.DELIVERED, "")


def test_a_letter_is_sent_once_however_often_it_is_asked_for(post_office, tell_lan, drain):
    message = tell_lan()
    drain()
    tell_lan()
    delivery.deliver.call(message.pk)
    drain()
    assert len(post_office.letters) == 1


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("RCPT", "451 try again later"),
        ("RCPT", "452 mailbox full"),
        ("DATA", "451 try again later"),
        ("DATA", "554 no"),
        ("MAIL", "550 we do not know you"),  # Our fault, which an operator can mend.
    ],
)
def test_a_passing_refusal_is_tried_again(post_office, tell_lan, drain, command, answer):
    message = tell_lan()
    post_office.refuse[command] = answer
    drain()
    assert fate(message)[0] == State.RETRYING

    post_office.refuse.clear()
    drain()
    assert post_office.letters == []
    with time_machine.travel(now() + timedelta(minutes=1, seconds=1)):
        drain()
    assert fate(message) == (State.DELIVERED, "")
    assert (message.attempts, len(post_office.letters)) == (2, 1)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
@pytest.mark.parametrize("code", [550, 551, 553])
def test_a_refusal_for_ever_fails_at_once(post_office, tell_lan, drain, command, code):
    post_office.refuse[command] = f"{code} no such person"
    message = tell_lan()
    drain()
    assert fate(message) == (State.FAILED, f"Refused {code}")
    assert not jobs().ready().exists()


@pytest.mark.parametrize("mood", ["hangs", "dies"])
def test_a_server_that_falls_silent_is_tried_again(post_office, tell_lan, drain, settings, mood):
    settings.EMAIL_TIMEOUT = 0.3
    post_office.mood = mood
    message = tell_lan()
    drain()
    assert fate(message) == (State.RETRYING, "SMTPServerDisconnected")


@pytest.mark.usefixtures("no_post_office")
def test_a_server_that_is_off_is_tried_again_ever_more_slowly(tell_lan, drain):
    message = tell_lan()
    waits = []
    while message.state != State.FAILED:
        with time_machine.travel(message.next_try_at or now(), tick=False):
            drain()
            assert fate(message)[1] == "ConnectionRefusedError"
            waits.append(message.next_try_at and message.next_try_at - now())
    assert message.attempts == delivery.MOST_TRIES == len(waits)
    assert [wait.total_seconds() / 60 for wait in waits[:6]] == [1, 5, 15, 60, 120, 120]
    assert not jobs().ready().exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "tests/none"}, "UnknownKind"),
        ({"kind": "tests/without_subject"}, "BadWording"),
        ({"recipient": "lan@example.vn\nBcc: minh@example.vn"}, "BadAddress"),
        ({"recipient": "lan@example.vn\x0b"}, "BadAddress"),
        ({"recipient": "\u202elan@example.vn"}, "BadAddress"),
        ({"recipient": "lan@example.vn, minh@example.vn"}, "BadAddress"),
        ({"recipient": "lan"}, "BadAddress"),
        ({"recipient": ""}, "BadAddress"),
        ({"channel": "inbox"}, "NobodysInbox"),
        ({"channel": "pigeon"}, "ValueError"),
    ],
)
def test_a_message_that_cannot_be_sent_does_not_stop_the_queue(
    post_office, tell_lan, drain, change, error
):
    poisoned = tell_lan()
    Message.objects.filter(pk=poisoned.pk).update(**change)
    healthy = tell_lan(key="report-event-18")
    drain()
    assert fate(poisoned) == (State.FAILED, error)
    assert fate(healthy) == (State.DELIVERED, "")


def test_nobodys_address_is_in_the_log_or_the_error(post_office, tell_lan, drain, caplog):
    caplog.set_level("INFO")
    post_office.refuse["RCPT"] = "550 lan@example.vn is unknown"
    message = tell_lan()
    drain()
    ours = [line.getMessage() for line in caplog.records if not line.name.startswith("mail.")]
    assert any(f"Message {message.pk} failed" in line for line in ours)
    assert not any("lan@example.vn" in line for line in [*ours, message.error])


def test_a_message_whose_worker_died_is_sent_again(post_office, tell_lan, drain):
    message = tell_lan()
    delivery.claim(message.pk)
    drain()
    assert post_office.letters == []

    with time_machine.travel(now() + delivery.LEASE + timedelta(seconds=1)):
        assert tasks.reap_messages.call() == 1
        assert tasks.reap_messages.call() == 0
        assert fate(message) == (State.RETRYING, "WorkerLost")
    with time_machine.travel(now() + timedelta(hours=1)):
        drain()
    assert fate(message) == (State.DELIVERED, "")


def test_a_worker_that_was_too_slow_does_not_undo_anothers_delivery(post_office, tell_lan, drain):
    message = tell_lan()
    slow = delivery.claim(message.pk)
    with time_machine.travel(now() + timedelta(hours=1)):
        tasks.reap_messages.call()
    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
        delivery.record_failure(slow, delivery.Failure("TimeoutError"))
    assert fate(message) == (State.DELIVERED, "")


def test_a_message_no_job_remembers_is_found(post_office, tell_lan, drain):
    message, remembered = tell_lan(), tell_lan(key="report-event-18")
    jobs().filter(args_kwargs__args=[message.pk]).delete()
    assert tasks.find_forgotten.call() == 0

    with time_machine.travel(now() + timedelta(hours=2)):
        assert tasks.find_forgotten.call() == 1
        drain()
    assert fate(message) == fate(remembered) == (State.DELIVERED, "")
    assert len(post_office.letters) == 2
