"""The way out of what one follows: from the letter itself, without signing in."""

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from services.notifications import actions, outbox, unsubscribe
from services.notifications.contacts import Contact
from services.notifications.models import Message, OptOut, Preferences

pytestmark = pytest.mark.django_db
BUTTON = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter_to(drain):
    """The letter about what this contact follows, or about something else."""

    def send(contact: Contact, kind: str = "tests/news"):
        with transaction.atomic():
            outbox.post(contact, kind, key="17", reference="PA-7K3M-92", code="482913")
        drain()
        return mail.outbox[-1]

    return send


@pytest.fixture
def lans_letter(lan, letter_to):
    actions.choose(lan, language="vi", followed_email="now", matters_sms=True)
    return letter_to(Contact(user=lan))


def way_out(letter) -> str:
    return letter.extra_headers["List-Unsubscribe"].strip("<>")


def test_a_letter_of_news_names_the_way_out_to_people_and_programs(lans_letter):
    assert way_out(lans_letter).startswith("http://127.0.0.1:8000/tai-khoan/nhan-tin/thoi/")
    assert lans_letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Để thôi nhận những thư này: {way_out(lans_letter)}" in lans_letter.body
    assert "lan" not in way_out(lans_letter).rpartition("/thoi/")[2].lower()[:8]


@pytest.mark.parametrize("kind", ["tests/lamp", "tests/code"])
def test_of_ones_own_matters_there_is_no_way_out(letter_to, kind):
    letter = letter_to(Contact(email="lan@example.vn"), kind)
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "/thoi/" not in letter.body


def test_a_mail_program_presses_the_button_for_lan(lans_letter, lan):
    program = Client(enforce_csrf_checks=True)
    assert program.post(way_out(lans_letter), BUTTON).status_code == 200
    wishes = Preferences.objects.get(user=lan)
    assert (wishes.followed_email, wishes.followed_inbox) == ("never", True)
    assert (wishes.matters_email, wishes.matters_sms) == (True, True)


def test_looking_at_the_link_changes_nothing(client, lans_letter, lan):
    page = client.get(way_out(lans_letter))
    assert "Thôi nhận những thư này" in page.content.decode()
    assert Preferences.objects.get(user=lan).followed_email == "now"


def test_lan_who_never_chose_anything_is_let_go_too(client, lan, letter_to):
    with transaction.atomic():
        [message] = [
            message
            for message in outbox.post(Contact(user=lan), "tests/news", key="18")
            if message.channel == "email"
        ]
    page = client.post(unsubscribe.link(message))
    assert "Đã thôi gửi" in page.content.decode()
    assert Preferences.objects.get(user=lan).followed_email == "never"
    assert not Preferences.objects.get(user=lan).matters_sms


def test_an_address_without_account_is_let_go(client, letter_to):
    letter = letter_to(Contact(email="lan@example.vn"))
    for _time in range(2):
        assert client.post(way_out(letter)).status_code == 200
    assert [out.recipient for out in OptOut.objects.all()] == ["lan@example.vn"]


def test_nobody_can_make_up_a_way_out(client, lans_letter, minh):
    made_up = reverse("notifications:unsubscribe", args=["eyJ1IjoxfQ:1abc:nonsense"])
    assert client.get(made_up).status_code == client.post(made_up).status_code == 404


def test_a_link_outlives_its_account_without_harm(client, letter_to):
    letter = letter_to(Contact(email="lan@example.vn"))
    Message.objects.all().delete()
    assert client.get(way_out(letter)).status_code == 200
    assert client.post(way_out(letter)).status_code == 404
    assert not OptOut.objects.exists()
