"""By which channels a person is told, of what, and as she chose."""

import pytest
from django.db import transaction

from services.notifications import actions, outbox
from services.notifications.contacts import Contact
from services.notifications.models import Channel, OptOut, State

pytestmark = pytest.mark.django_db
ADDRESS, MOBILE, LANDLINE = "lan@example.vn", "0912 345 678", "0299 3822 333"
EMAIL, SMS, INBOX = Channel.EMAIL, Channel.SMS, Channel.INBOX
LAMP, CODE, NEWS = "tests/lamp", "tests/code", "tests/news"
FOLLOWED = "reports/followed"
DEFAULTS = {"matters_email": True, "matters_sms": False, "followed_email": "daily"}


def told(kind: str, **contact) -> dict[str, str]:
    """On which channels such a contact is told of this, and where."""
    with transaction.atomic():
        messages = outbox.post(Contact(**contact), kind, key="17")
    return {message.channel: message.recipient for message in messages}


@pytest.mark.parametrize(
    ("contact", "channels"),
    [
        ({"email": ADDRESS}, {EMAIL}),
        ({"phone": MOBILE}, {SMS}),
        ({"email": ADDRESS, "phone": MOBILE}, {EMAIL}),
        ({"phone": LANDLINE}, set()),
        ({"phone": "113"}, set()),
        ({}, set()),
    ],
)
def test_who_has_no_account_is_told_of_her_matter_at_one_address(contact, channels):
    assert set(told(LAMP, **contact)) == channels


def test_lan_is_told_in_her_inbox_and_at_the_address_given_with_the_matter(lan):
    ways = {INBOX: f"user-{lan.pk}", EMAIL: "cho@example.vn"}
    assert told(LAMP, user=lan, email="cho@example.vn") == ways


def test_who_gave_no_address_though_she_has_one_wants_no_letters(lan):
    assert told(LAMP, user=lan) == {INBOX: f"user-{lan.pk}"}


def test_what_she_follows_reaches_her_at_her_own_address(lan):
    assert told(NEWS, user=lan)[EMAIL] == ADDRESS


def test_lan_who_gave_only_her_telephone_is_told_by_sms_too(lan):
    assert told(LAMP, user=lan, phone=MOBILE) == {INBOX: f"user-{lan.pk}", SMS: "+84912345678"}


@pytest.mark.parametrize(
    ("wishes", "channels"),
    [
        ({}, {INBOX, EMAIL}),
        ({"matters_sms": True}, {INBOX, EMAIL, SMS}),
        ({"matters_email": False}, {INBOX}),
        ({"matters_email": False, "matters_sms": True}, {INBOX, SMS}),
    ],
)
def test_lan_is_told_of_her_matters_as_she_chose(lan, wishes, channels):
    actions.choose(lan, language="vi", **DEFAULTS | wishes)
    assert set(told(LAMP, user=lan, email=ADDRESS, phone=MOBILE)) == channels


@pytest.mark.parametrize(
    ("contact", "channels"),
    [({"email": ADDRESS}, {EMAIL}), ({"phone": MOBILE}, {SMS})],
)
def test_a_code_goes_to_exactly_the_address_given_whatever_she_chose(lan, contact, channels):
    actions.choose(lan, language="vi", matters_email=False, matters_sms=False)
    assert set(told(CODE, user=lan, **contact)) == channels


def test_a_code_without_an_address_goes_nowhere(lan):
    assert told(CODE, user=lan) == {}


@pytest.mark.parametrize(
    ("wishes", "channels"),
    [
        ({}, {INBOX, EMAIL}),
        ({"followed_inbox": False}, {EMAIL}),
        ({"followed_email": "now"}, {INBOX, EMAIL}),
        ({"followed_email": "never"}, {INBOX}),
        ({"followed_email": "never", "followed_inbox": False}, set()),
    ],
)
def test_lan_is_told_of_what_she_follows_as_she_chose(lan, wishes, channels):
    actions.choose(lan, language="vi", **DEFAULTS | wishes)
    assert set(told(NEWS, user=lan, phone=MOBILE)) == channels


@pytest.mark.parametrize(("when", "state"), [("daily", State.GATHERED), ("now", State.CREATED)])
def test_news_waits_for_the_daily_letter_or_goes_at_once(lan, when, state):
    actions.choose(lan, language="vi", followed_email=when, followed_inbox=False)
    [message] = outbox.post(Contact(user=lan), NEWS, key="17")
    assert message.state == state


def test_an_address_that_follows_without_account_is_told_until_it_wants_no_more():
    assert told(NEWS, email=ADDRESS) == {EMAIL: ADDRESS}
    OptOut.objects.create(recipient=ADDRESS)
    assert told(NEWS, email="LAN@example.vn") == {}
    assert told(LAMP, email=ADDRESS) == {EMAIL: ADDRESS}


def test_a_number_that_follows_without_account_is_told_by_sms_until_it_wants_no_more():
    assert told(FOLLOWED, phone=MOBILE) == {SMS: "+84912345678"}
    OptOut.objects.create(recipient="+84912345678")
    assert told(FOLLOWED, phone="+84 912 345 678") == {}
    assert told(LAMP, phone=MOBILE) == {SMS: "+84912345678"}


@pytest.mark.parametrize(
    ("kind", "contact", "channels"),
    [
        (FOLLOWED, {"email": ADDRESS, "phone": MOBILE}, {EMAIL}),
        (FOLLOWED, {"phone": LANDLINE}, set()),
        ("reports/area_new", {"phone": MOBILE}, set()),  # It has no words for an SMS.
    ],
)
def test_nobody_else_is_told_by_sms_of_what_is_followed(kind, contact, channels):
    assert set(told(kind, **contact)) == channels


def test_an_account_is_never_told_by_sms_of_what_it_follows(lan):
    assert SMS not in told(FOLLOWED, user=lan, phone=MOBILE)


def test_without_a_gateway_nobody_is_told_by_sms(settings):
    settings.HAS_SMS = False
    assert told(LAMP, phone=MOBILE) == told(CODE, phone=MOBILE) == {}


def test_what_has_no_words_for_an_sms_is_not_told_by_sms():
    assert told("tests/without_subject", phone=MOBILE) == {}
