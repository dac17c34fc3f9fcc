"""At night no telephone rings, except for a code somebody has just asked for."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction

from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Message, State

pytestmark = pytest.mark.django_db
LAN = Contact(phone="0912345678")


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{hour}:00+07:00")


@transaction.atomic
def tell(kind: str = "tests/lamp", contact: Contact = LAN) -> Message:
    [message] = outbox.post(contact, kind, key="17", reference="PA-7K3M-92", code="1")
    return message


@pytest.mark.parametrize(
    ("posted", "may_go"),
    [
        ("22T20:59", None),
        ("22T21:00", "23T07:00"),
        ("22T23:59", "23T07:00"),
        ("23T00:00", "23T07:00"),
        ("23T06:59", "23T07:00"),
        ("23T07:00", None),
        ("23T12:00", None),
    ],
)
def test_an_sms_waits_for_the_morning(posted, may_go):
    with time_machine.travel(at(posted), tick=False):
        message = tell()
    assert message.state == State.CREATED
    assert message.next_try_at == (at(may_go) if may_go else None)


def test_it_is_sent_in_the_morning_and_not_before(sms_gateway, drain):
    with time_machine.travel(at("22T22:00")):
        message = tell()
        drain()
    with time_machine.travel(at("23T06:58")):
        drain()
    assert sms_gateway.sent == {}
    with time_machine.travel(at("23T07:01")):
        drain()
    message.refresh_from_db()
    assert (message.state, len(sms_gateway.sent)) == (State.DELIVERED, 1)


@pytest.mark.parametrize(
    ("kind", "contact"),
    [("tests/code", LAN), ("tests/lamp", Contact(email="lan@example.vn"))],
)
def test_a_code_and_a_letter_wait_for_no_morning(kind, contact):
    with time_machine.travel(at("22T23:00"), tick=False):
        assert tell(kind, contact).next_try_at is None


def test_what_the_queue_delayed_into_the_night_waits_too(sms_gateway, drain):
    with time_machine.travel(at("22T20:59"), tick=False):
        message = tell()
    with time_machine.travel(at("22T21:01"), tick=False):
        drain()
        message.refresh_from_db()
    assert (message.state, message.next_try_at) == (State.CREATED, at("23T07:00"))
    assert message.attempts == 0
    with time_machine.travel(at("23T07:00"), tick=False):
        drain()
    assert len(sms_gateway.sent) == 1


def test_a_second_try_waits_too(sms_gateway, drain):
    sms_gateway.answer = 503
    with time_machine.travel(at("22T20:59"), tick=False):
        message = tell()
        drain()
    message.refresh_from_db()
    assert (message.state, message.next_try_at) == (State.RETRYING, at("23T07:00"))


@pytest.mark.parametrize(
    ("start", "end", "quiet"),
    [(time(1), time(5), 4), (time(0), time(0), 0), (time(22), time(2), 4)],
)
def test_the_quiet_hours_are_a_setting(settings, start, end, quiet):
    settings.SMS_QUIET_FROM, settings.SMS_QUIET_UNTIL = start, end
    waiting = []
    for hours in range(24):
        with time_machine.travel(at("22T00:30") + timedelta(hours=hours), tick=False):
            waiting.append(tell().next_try_at is not None)
            Message.objects.all().delete()
    assert sum(waiting) == quiet
