from collections.abc import Callable

import pytest
from django.db import transaction

from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Message
from tests.services.notifications.post_office import PostOffice, PostOfficeDoor, free_port


@pytest.fixture
def post_office(settings):
    """A mail server that the portal uses."""
    office = PostOffice()
    door = PostOfficeDoor(office)
    door.start()
    office.port = door.port
    use_smtp(settings, door.port)
    yield office
    office.may_answer.set()
    door.stop()


@pytest.fixture
def start_postman(start_worker, post_office):
    """Start a worker that takes its letters to this test's mail server."""

    def start(*options):
        return start_worker(*options, EMAIL_URL=f"smtp://127.0.0.1:{post_office.port}")

    return start


@pytest.fixture
def no_post_office(settings):
    """A mail server that is switched off."""
    use_smtp(settings, free_port())


def use_smtp(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 5


@pytest.fixture
def tell_lan() -> Callable[..., Message]:
    """Post Lan a message about her lamp, as an action would."""

    @transaction.atomic
    def tell(key: str = "report-event-17", email: str = "lan@example.vn", **facts) -> Message:
        contact = Contact(email=email)
        facts = {"reference": "PA-7K3M-92", **facts}
        [message] = outbox.post(contact, "tests/lamp", key=key, **facts)
        return message

    return tell
