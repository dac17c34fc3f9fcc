"""An officer has a message go out once more."""

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from portal.common.workflow import StepRefused
from services.notifications import actions, delivery, outbox
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message, State

pytestmark = pytest.mark.django_db


def test_a_failed_message_goes_out_again_as_one_nobody_has_seen(post_office, tell_lan, drain, hoa):
    post_office.refuse["RCPT"] = "550 no such person"
    message = tell_lan()
    drain()
    post_office.refuse.clear()

    again = actions.resend(message, by=hoa, note="Lan đã dọn hộp thư.")
    drain()
    again.refresh_from_db()
    assert (again.pk, again.state, again.error) == (message.pk, State.DELIVERED, "")
    assert again.uid != message.uid
    [letter] = post_office.letters
    assert letter["Message-ID"].startswith(f"<{again.uid}@")


def test_who_asked_for_it_is_remembered(tell_lan, drain, hoa):
    message = tell_lan()
    drain()
    actions.resend(message, by=hoa, note="Lan gọi: chưa nhận được.")
    [event] = message.events.all()
    assert (event.step, event.by, event.state) == ("resend", hoa, State.CREATED)
    assert event.note == "Lan gọi: chưa nhận được."


def test_a_delivered_letter_is_sent_again_when_an_officer_asks(tell_lan, drain, hoa):
    message = tell_lan()
    drain()
    actions.resend(message, by=hoa)
    drain()
    assert len(mail.outbox) == 2


def test_what_is_still_on_its_way_is_not_sent_again(tell_lan, hoa):
    message = tell_lan()
    with pytest.raises(StepRefused):
        actions.resend(message, by=hoa)


def test_a_code_is_not_sent_again(drain, hoa):
    with transaction.atomic():
        [message] = outbox.post(Contact(email="lan@example.vn"), "tests/code", key="1", code="1")
    drain()
    assert not Message.objects.get().can_be_resent
    with pytest.raises(StepRefused):
        actions.resend(message, by=hoa)


def test_what_lies_in_an_inbox_lies_there_already(lan, drain, hoa):
    with transaction.atomic():
        outbox.post(Contact(user=lan), "tests/lamp", key="17")
    drain()
    with pytest.raises(StepRefused):
        actions.resend(Message.objects.get(channel=Channel.INBOX), by=hoa)


def test_a_worker_that_held_the_first_one_says_nothing_of_the_second(tell_lan, hoa):
    message = tell_lan()
    slow = delivery.claim(message.pk)
    delivery.record_failure(slow, delivery.Failure("Refused 550", is_final=True))
    again = actions.resend(message, by=hoa)
    delivery.claim(again.pk)
    delivery.record_failure(slow, delivery.Failure("TimeoutError"))
    delivery.record_delivery(slow)
    again.refresh_from_db()
    assert again.state == State.SENDING


def test_an_sms_asked_for_at_night_waits_for_the_morning(sms_gateway, hoa, drain):
    with time_machine.travel("2026-11-22T12:00:00+07:00"), transaction.atomic():
        contact = Contact(phone="0912345678")
        [message] = outbox.post(contact, "tests/lamp", key="17", reference="PA-7K3M-92")
    with time_machine.travel("2026-11-22T12:01:00+07:00"):
        drain()
    with time_machine.travel("2026-11-22T23:00:00+07:00"):
        actions.resend(message, by=hoa)
        drain()
    assert len(sms_gateway.sent) == 1
    with time_machine.travel("2026-11-23T07:01:00+07:00"):
        drain()
    assert len(sms_gateway.sent) == 2  # Under a new number, or the gateway would send nothing.
