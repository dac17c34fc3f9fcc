"""Short messages, with a real gateway in every mood."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from portal.common.moments import now
from services.notifications import outbox
from services.notifications.channels.sms.simulator import NOT_SENT
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message, State

pytestmark = pytest.mark.django_db
LAN = "+84912345678"


@pytest.fixture
def ask_for_code():
    """Have a code sent to Lan's telephone, at whatever hour."""

    @transaction.atomic
    def ask(key: str = "code-1") -> Message:
        [message] = outbox.post(Contact(phone=LAN), "tests/code", key=key, code="482913")
        return message

    return ask


def fate(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.error


def test_lans_telephone_shows_the_code(sms_gateway, ask_for_code, drain):
    message = ask_for_code()
    drain()
    assert sms_gateway.sent == {
        str(message.uid): {
            "id": str(message.uid),
            "to": LAN,
            "from": "SocTrangSo",
            "text": "Soc Trang So: ma xac nhan 482913. Khong dua ma nay cho ai.",
        }
    }
    assert fate(message) == (State.DELIVERED, "")


def test_a_gateway_that_does_not_know_our_key_is_asked_again(
    sms_gateway, ask_for_code, drain, settings
):
    settings.SMS_KEY = "another"
    message = ask_for_code()
    drain()
    assert sms_gateway.requests == []
    assert fate(message) == (State.RETRYING, "NotNow 401")


@pytest.mark.parametrize("status", [201, 202, 204, 409])
def test_it_is_taken_by_any_yes(sms_gateway, ask_for_code, drain, status):
    sms_gateway.answer = status
    message = ask_for_code()
    drain()
    assert fate(message) == (State.DELIVERED, "")


@pytest.mark.parametrize("status", [400, 410, 413, 422])
def test_a_refusal_for_ever_fails_at_once(sms_gateway, ask_for_code, drain, status):
    sms_gateway.answer = status
    message = ask_for_code()
    drain()
    assert fate(message) == (State.FAILED, f"Refused {status}")
    assert len(sms_gateway.requests) == 1


@pytest.mark.parametrize("status", [301, 403, 404, 408, 429, 500, 503])
def test_a_passing_refusal_is_tried_again_under_the_same_number(
    sms_gateway, ask_for_code, drain, status
):
    sms_gateway.answer = status
    message = ask_for_code()
    drain()
    assert fate(message) == (State.RETRYING, f"NotNow {status}")

    sms_gateway.answer = 200
    with time_machine.travel(now() + timedelta(minutes=1, seconds=1)):
        drain()
    assert fate(message) == (State.DELIVERED, "")
    assert {short["id"] for short in sms_gateway.requests} == {str(message.uid)}


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        ("silent", "TimeoutError"),
        ("slow", "TimeoutError"),  # A sign of life now and then, and never an answer.
        ("gone", "RemoteDisconnected"),
        ("foreign", "BadStatusLine"),
    ],
)
def test_a_gateway_that_gives_no_answer_is_asked_again_and_sends_once(
    sms_gateway, ask_for_code, drain, settings, mood, error
):
    settings.SMS_TIMEOUT = 0.3
    sms_gateway.mood = mood
    message = ask_for_code()
    drain()
    assert fate(message) == (State.RETRYING, error)

    sms_gateway.mood = "kind"
    with time_machine.travel(now() + timedelta(minutes=1, seconds=1)):
        drain()
    assert fate(message) == (State.DELIVERED, "")
    assert (len(sms_gateway.requests), len(sms_gateway.sent)) == (2, 1)


@pytest.mark.parametrize("mood", ["babbling", "repetitive", "endless"])
def test_what_a_gateway_says_after_its_yes_is_not_heard(sms_gateway, ask_for_code, drain, mood):
    sms_gateway.mood = mood
    messages = [ask_for_code(), ask_for_code("code-2")]
    drain()
    assert [fate(message) for message in messages] == [(State.DELIVERED, "")] * 2
    assert len(sms_gateway.requests) == 2


def test_a_gateway_that_is_off_is_asked_again(ask_for_code, drain, settings):
    settings.SMS_URL = "http://127.0.0.1:9/"
    message = ask_for_code()
    drain()
    assert fate(message) == (State.RETRYING, "ConnectionRefusedError")


def test_without_a_gateway_it_is_laid_in_a_folder_that_says_so(
    ask_for_code, drain, settings, tmp_path
):
    settings.SMS_FOLDER = tmp_path / "sms"
    message = ask_for_code()
    drain()
    [path] = settings.SMS_FOLDER.iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == NOT_SENT == "MÔ PHỎNG – tin nhắn này không được gửi đi"
    assert "Tới: 0912 345 678" in lines
    assert lines[-1].endswith("ma xac nhan 482913. Khong dua ma nay cho ai.")
    assert fate(message) == (State.DELIVERED, "")


def test_production_without_a_gateway_pretends_nothing(ask_for_code, drain, settings, tmp_path):
    settings.PRODUCTION, settings.SMS_FOLDER = True, tmp_path / "sms"
    message = ask_for_code()
    drain()
    assert fate(message) == (State.RETRYING, "RuntimeError")
    assert not settings.SMS_FOLDER.exists()


def test_what_has_no_words_for_an_sms_fails_and_the_queue_goes_on(
    sms_gateway, ask_for_code, drain, tell_lan
):
    with time_machine.travel(now().replace(hour=3)):  # Ten in the morning here.
        poisoned = tell_lan()
        changes = {"channel": Channel.SMS, "kind": "notifications/digest", "recipient": LAN}
        Message.objects.filter(pk=poisoned.pk).update(**changes)
        healthy = ask_for_code()
        drain()
    assert fate(poisoned) == (State.FAILED, "NoWords")
    assert fate(healthy) == (State.DELIVERED, "")


def test_nobodys_number_is_in_the_log_or_the_error(sms_gateway, ask_for_code, drain, caplog):
    caplog.set_level("INFO")
    sms_gateway.answer = 400
    message = ask_for_code()
    drain()
    said = [line.getMessage() for line in caplog.records]
    assert any(f"Message {message.pk} failed" in line for line in said)
    assert not any("912345678" in line or "482913" in line for line in [*said, message.error])
