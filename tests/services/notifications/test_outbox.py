from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from django.utils.translation import gettext_lazy

from portal.jobs.queue import jobs
from services.notifications import outbox
from services.notifications.contacts import Contact
from services.notifications.models import Channel, Message
from services.notifications.texts import UnknownKind

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
    contact = Contact(email="lan@example.vn", user=lan)
    for message in outbox.post(contact, "tests/lamp", key="17", reference="PA-7K3M-92", days=3):
        assert (message.user, message.language) == (lan, "vi")
        assert message.facts == {"reference": "PA-7K3M-92", "days": 3}


@in_an_action
def test_a_person_is_told_in_her_own_language_whatever_the_form_was_in(lan):
    lan.language = "en"
    said = {message.language for message in outbox.post(Contact(user=lan), "tests/lamp", key="17")}
    assert said == {"en"}


@in_an_action
def test_who_has_no_account_is_told_in_the_language_of_the_form():
    contact = Contact(email="lan@example.vn", language="en")
    [message] = outbox.post(contact, "tests/lamp", key="17")
    assert message.language == "en"


@in_an_action
def test_an_address_is_told_once_with_and_without_its_account(lan):
    outbox.post(Contact(email="Lan@Example.vn"), "tests/lamp", key="17")
    outbox.post(Contact(email="lan@example.vn", user=lan), "tests/lamp", key="17")
    assert sorted(Message.objects.values_list("channel", flat=True)) == ["email", "inbox"]


@in_an_action
def test_a_person_is_told_once_though_her_address_changed_meanwhile(lan):
    outbox.post(Contact(email="lan@example.vn", user=lan), "tests/lamp", key="17")
    outbox.post(Contact(email="lan2@example.vn", user=lan), "tests/lamp", key="17")
    told = Message.objects.filter(channel=Channel.EMAIL)
    assert [message.recipient for message in told] == ["lan@example.vn"]


@in_an_action
def test_both_addresses_hear_of_their_change(lan):
    for email in ["lan@example.vn", "lan2@example.vn"]:
        outbox.post(Contact(email=email, user=lan), "tests/code", key="change-1", code="482913")
    assert Message.objects.count() == 2


@in_an_action
def test_a_kind_nobody_knows_is_a_mistake_of_ours():
    with pytest.raises(UnknownKind):
        outbox.post(Contact(email="lan@example.vn"), "tests/none", key="17")


@in_an_action
def test_a_delivered_message_is_not_sent_again_by_a_repeated_action(tell_lan, drain):
    tell_lan()
    drain()
    mail.outbox.clear()
    tell_lan()
    drain()
    assert mail.outbox == []


@in_an_action
@pytest.mark.parametrize("fact", [date(2026, 11, 22), gettext_lazy("Report"), None, 1.5, ["x"]])
def test_facts_are_words_and_whole_numbers(tell_lan, fact):
    with pytest.raises(TypeError):
        tell_lan(note=fact)


@in_an_action
@pytest.mark.parametrize("hidden", ["\0", "\x0b", "\r", "\x85", "\u202e", "\u2066", "\ud800"])
def test_hidden_characters_do_not_travel(tell_lan, hidden):
    assert tell_lan(note=f"Đèn{hidden} hỏng\nở hẻm 5").facts["note"] == "Đèn hỏng\nở hẻm 5"
