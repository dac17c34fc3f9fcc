"""Many letters at once: each once, in the action's own transaction, in a few questions."""

import pytest
from django.core import mail
from django.db import transaction

from services.notifications import mailing
from services.notifications.contacts import Contact
from services.notifications.mailing import Letter
from services.notifications.models import Message, OptOut, State
from services.notifications.unsubscribe import link

pytestmark = pytest.mark.django_db
STOP = "http://127.0.0.1:8000/thoi/17/"


def letters(*addresses: str, key: str = "issue-1") -> list[Letter]:
    return [
        Letter(
            contact=Contact(email=address),
            key=f"{key}-{number}",
            facts={"title": "Chợ số", "stop": STOP},
        )
        for number, address in enumerate(addresses)
    ]


@transaction.atomic
def post(*addresses: str, **facts) -> int:
    return mailing.post_all("tests/paper", letters(*addresses, **facts))


def test_each_address_gets_its_letter(drain):
    assert post("Lan@example.vn", "minh@example.vn", "") == 2
    drain()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["lan@example.vn", "minh@example.vn"]
    assert set(Message.objects.values_list("state", flat=True)) == {State.DELIVERED}


def test_posted_again_nobody_gets_it_twice(drain):
    assert [post("lan@example.vn"), post("lan@example.vn", "minh@example.vn")] == [1, 1]
    drain()
    assert len(mail.outbox) == 2


def test_it_names_its_own_way_out_and_keeps_to_it(drain):
    OptOut.objects.create(recipient="lan@example.vn")  # Of what she follows, and not of this.
    post("lan@example.vn")
    drain()
    [letter] = mail.outbox
    assert letter.extra_headers["List-Unsubscribe"] == f"<{STOP}>"
    assert f"Để thôi nhận những thư này: {STOP}" in letter.body
    assert link(Message.objects.get()) not in letter.body


def test_it_is_drawn_as_well_and_fetches_nothing(drain):
    post("lan@example.vn")
    drain()
    [(page, kind)] = mail.outbox[0].alternatives
    assert kind == "text/html"
    assert f'<a href="{STOP}">Để thôi nhận những thư này</a>' in page
    for fetched in ("<img", "<link", "<script", "url(", "@import"):
        assert fetched not in page


def test_of_what_people_choose_ways_for_each_is_posted_by_itself():
    with pytest.raises(ValueError, match="post it to each"), transaction.atomic():
        mailing.post_all("tests/news", [])
