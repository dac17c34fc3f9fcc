from datetime import date

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy

from portal.jobs.queue import jobs
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Message

in_an_action = pytest.mark.django_db  # A test's own transaction stands for the action's.


@in_an_action
def test_an_action_that_fails_tells_nobody(tell_lan):
    with transaction.atomic():
        tell_lan()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not jobs().exists()


@pytest.mark.django_db(transaction=True)
def test_a_message_is_posted_inside_an_action_only():
    with pytest.raises(transaction.TransactionManagementError):
        outbox.post(Contact(email="lan@example.vn"), "tests/lamp", key="17")


@in_an_action
def test_the_same_key_is_told_once(tell_lan):
    assert tell_lan() == tell_lan()
    assert jobs().count() == 1


@in_an_action
def test_another_person_is_told_of_the_same(tell_lan):
    assert tell_lan() != tell_lan(email="minh@example.vn")


@in_an_action
def test_without_an_address_nothing_is_posted():
    assert outbox.post(Contact(email=" "), "tests/lamp", key="17") == []


@in_an_action
def test_a_message_remembers_whom_it_is_for(lan):
    contact = Contact(email="lan@example.vn", user=lan, language="en")
    [message] = outbox.post(contact, "tests/lamp", key="17", reference="PA-7K3M-92", days=3)
    assert (message.user, message.language) == (lan, "en")
    assert message.facts == {"reference": "PA-7K3M-92", "days": 3}


@in_an_action
@pytest.mark.parametrize("fact", [date(2026, 11, 22), gettext_lazy("Report"), None, 1.5, ["x"]])
def test_facts_are_words_and_whole_numbers(tell_lan, fact):
    with pytest.raises(TypeError):
        tell_lan(note=fact)


@in_an_action
@pytest.mark.parametrize("hidden", ["\0", "\x0b", "\r", "\x85", "\u202e", "\u2066", "\ud800"])
def test_hidden_characters_do_not_travel(tell_lan, hidden):
    assert tell_lan(note=f"Đèn{hidden} hỏng\nở hẻm 5").facts["note"] == "Đèn hỏng\nở hẻm 5"
