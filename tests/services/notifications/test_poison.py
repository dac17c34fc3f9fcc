"""What somebody hides in a fact or in the words never becomes a header, and stops no queue."""

import pytest
from django.db import transaction

from services.notifications.delivery import deliver
from services.notifications.models import Message, MessageText, State

pytestmark = pytest.mark.django_db

POISON = [
    "PA-7K3M-92\r\nBcc: minh@example.vn",
    "PA-7K3M-92\nContent-Type: text/html\n\n<b>",
    "PA-7K3M-92\x0b\x0cBcc: minh@example.vn",
    "PA-7K3M-92\u2028Bcc: minh@example.vn",
    "\u202ePA-7K3M-92\u2066",
    "{note} {event.__class__} {{ 7 }} %(path)s",
    "=?utf-8?q?Bcc=3A_minh?=",
]


def delivered(message: Message) -> Message:
    deliver.func(message.pk)
    message.refresh_from_db()
    return message


@pytest.mark.parametrize("fact", POISON)
def test_a_fact_is_a_fact_wherever_it_stands(post_office, tell_lan, fact):
    message = tell_lan(reference=fact, note=fact)
    Message.objects.update(facts={"reference": fact, "note": fact})  # Whoever wrote it there.
    assert delivered(message).state == State.DELIVERED
    [letter] = post_office.letters
    assert letter["To"] == "lan@example.vn"
    assert letter["Bcc"] is None
    assert letter.get_content_type() == "text/plain"
    assert len(letter["Subject"].splitlines()) == 1
    assert not set("\u202e\u2066") & set(letter["Subject"] + letter.get_content())


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Đèn {event.__class__}", "Đã xong."),
        ("Đèn\nBcc: minh@example.vn", "Đã xong."),
        ("Đèn", "{0.__init__.__globals__}"),
        ("Đèn", "{reference"),
    ],
)
def test_bad_words_in_the_database_give_way_to_the_original(post_office, tell_lan, subject, body):
    MessageText.objects.create(kind="tests/lamp", language="vi", subject=subject, body=body)
    assert delivered(tell_lan()).state == State.DELIVERED
    [letter] = post_office.letters
    assert letter["Subject"] == "Đã nhận phản ánh PA-7K3M-92"
    assert letter["Bcc"] is None


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("tests/none", "UnknownKind"),
        ("../settings", "UnknownKind"),
        ("tests/without_subject", "BadWording"),
    ],
)
def test_what_cannot_be_built_is_marked_and_the_queue_goes_on(post_office, tell_lan, kind, error):
    broken, next_one = tell_lan(key="1"), tell_lan(key="2")
    with transaction.atomic():
        Message.objects.filter(pk=broken.pk).update(kind=kind)
    assert (delivered(broken).state, broken.error) == (State.FAILED, error)
    assert delivered(next_one).state == State.DELIVERED
