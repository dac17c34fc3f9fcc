"""A code passes the others, is never late, and is forgotten once its fate is known."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from portal.common.moments import now
from portal.jobs.queue import jobs
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Message, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def code():
    """A code on its way to Lan."""
    with transaction.atomic():
        [message] = outbox.post(
            Contact(email="lan@example.vn"), "tests/code", key="code-1", code="482913"
        )
    return message


def test_a_code_passes_what_waits_and_news_let_everything_pass(tell_lan, drain):
    with transaction.atomic():
        outbox.post(Contact(email="minh@example.vn"), "tests/news", key="1", reference="PA-7")
    tell_lan()
    with transaction.atomic():
        outbox.post(Contact(email="lan@example.vn"), "tests/code", key="2", code="482913")
    drain()
    subjects = [letter.subject for letter in mail.outbox]
    assert [subject[:6] for subject in subjects] == ["Mã xác", "Đã nhậ", "Có tin"]


def test_a_delivered_code_is_forgotten(code, drain):
    assert code.facts == {"code": "482913"}
    drain()
    code.refresh_from_db()
    assert (code.state, code.facts) == (State.DELIVERED, {})
    assert "482913" in mail.outbox[0].body
    assert "482913" not in str(list(jobs().values()))


def test_a_refused_code_is_forgotten(code, post_office, drain):
    post_office.refuse["RCPT"] = "550 no such person"
    drain()
    code.refresh_from_db()
    assert (code.state, code.facts) == (State.FAILED, {})


@pytest.mark.usefixtures("no_post_office")
def test_a_code_that_may_still_arrive_is_remembered(code, drain):
    drain()
    code.refresh_from_db()
    assert (code.state, code.facts) == (State.RETRYING, {"code": "482913"})


@pytest.mark.parametrize(("minutes", "state"), [(14, State.DELIVERED), (16, State.FAILED)])
def test_a_code_does_not_come_late(code, drain, minutes, state):
    with time_machine.travel(now() + timedelta(minutes=minutes)):
        drain()
    code.refresh_from_db()
    assert code.state == state
    assert len(mail.outbox) == (state == State.DELIVERED)
    if state == State.FAILED:
        assert (code.error, code.facts) == ("Expired", {})


def test_other_messages_come_late_rather_than_not_at_all(tell_lan, drain):
    tell_lan()
    with time_machine.travel(now() + timedelta(days=3)):
        drain()
    assert Message.objects.get().state == State.DELIVERED
