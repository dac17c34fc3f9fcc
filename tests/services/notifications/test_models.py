import pytest
from django.db import IntegrityError, transaction

from portal.common.moments import now
from services.notifications.models import Message, State

pytestmark = pytest.mark.django_db
NOW = now()
SENDING = {"state": State.SENDING, "attempts": 1, "lease_until": NOW}
RETRYING = {"state": State.RETRYING, "attempts": 1, "next_try_at": NOW}
DELIVERED = {"state": State.DELIVERED, "attempts": 1, "delivered_at": NOW}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        SENDING,
        RETRYING,
        DELIVERED,
        {"state": State.FAILED, "attempts": 1},
    ],
)
def test_every_state_has_its_facts(facts):
    assert Message.objects.create(recipient="lan@example.vn", **facts).pk


@pytest.mark.parametrize(
    "facts",
    [
        {"attempts": 1},
        {"delivered_at": NOW},
        SENDING | {"lease_until": None},
        SENDING | {"delivered_at": NOW},
        RETRYING | {"next_try_at": None},
        RETRYING | {"attempts": 0},
        DELIVERED | {"delivered_at": None},
        DELIVERED | {"lease_until": NOW},
        {"state": State.FAILED, "attempts": 1, "next_try_at": NOW},
    ],
)
def test_a_state_with_another_states_facts_is_refused(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(recipient="lan@example.vn", **facts)
