"""A message costs the same few questions, whoever else is told and however much waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.notifications import delivery, outbox
from services.notifications.contacts import Contact
from services.notifications.models import Message

pytestmark = pytest.mark.django_db
POSTING = {"email": 5, "sms": 6, "everything": 10}  # For everything: an inbox and an e-mail.
DELIVERING = 8


def cost_of(act, *args, **options) -> int:
    with CaptureQueriesContext(connection) as asked:
        act(*args, **options)
    return len(asked)


def posting(number: int, **contact) -> int:
    return cost_of(
        outbox.post, Contact(**contact), "tests/lamp", key=f"event-{number}", reference="PA-7K3M-92"
    )


def test_posting_and_delivering_cost_the_same_at_the_end_of_a_long_queue(lan):
    costs = set()
    for number in range(30):
        posted = posting(number, email="lan@example.vn", user=lan)
        costs.add((posted, cost_of(delivery.deliver.call, Message.objects.latest("pk").pk)))
    [(posted, delivered)] = costs
    assert posted <= POSTING["everything"]
    assert delivered <= DELIVERING


def test_who_has_no_account_costs_less():
    assert posting(1, email="lan@example.vn") <= POSTING["email"]
    assert posting(2, phone="0912345678") <= POSTING["sms"]
