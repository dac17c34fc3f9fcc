"""Coming in again with VNeID; and that an e-mail address opens nothing."""

from datetime import timedelta

import time_machine
from django.core import mail

from portal.accounts.models import User
from portal.common.moments import now
from services.notifications.models import Message
from services.signin.models import VerifiedIdentity
from tests.services.signin.vneid.walk import (
    CLAIMS,
    CONFIRM,
    HOME,
    SUB,
    come_back,
    is_signed_in,
    sign_up,
    text,
)


def test_the_second_time_she_is_simply_in(client, vneid):
    user = sign_up(client, vneid)
    client.logout()
    assert come_back(client, vneid).url == HOME
    assert client.session["_auth_user_id"] == str(user.pk)


def test_what_vneid_says_anew_is_remembered(client, vneid):
    user = sign_up(client, vneid)
    client.logout()
    vneid.knows(SUB, **CLAIMS | {"name": "Trần Thị Ngọc Lan", "acr": "3"})
    later = now() + timedelta(minutes=5)
    with time_machine.travel(later):
        come_back(client, vneid)
    known = VerifiedIdentity.objects.get(user=user)
    assert (known.name, known.level) == ("Trần Thị Ngọc Lan", "3")
    assert known.verified_at >= later
    user.refresh_from_db()
    assert user.name == "Trần Thị Lan"  # What people call her is hers to change.


def test_nothing_raw_is_kept_the_second_time_either(client, vneid):
    user = sign_up(client, vneid)
    client.logout()
    come_back(client, vneid)
    assert user.socialaccount_set.get().extra_data == {}


def test_an_account_that_is_closed_stays_closed(client, vneid):
    user = sign_up(client, vneid)
    client.logout()
    User.objects.filter(pk=user.pk).update(is_active=False)
    come_back(client, vneid)
    assert not is_signed_in(client)


def test_lans_address_opens_nothing_of_lans(client, vneid, lan):
    """VNeID's e-mail is Lan's, verified or not: the account is another, and Lan's is not named."""
    answer = come_back(client, vneid)
    assert answer.url == CONFIRM
    page = text(client.get(CONFIRM))
    assert lan.email not in page
    client.post(CONFIRM)
    stranger = User.objects.get(socialaccount__uid=SUB)
    assert stranger != lan
    assert stranger.email is None
    assert not lan.socialaccount_set.exists()


def test_lan_hears_nothing_of_it_either(client, vneid, lan):
    sign_up(client, vneid)
    assert not Message.objects.exists()
    assert mail.outbox == []


def test_the_page_is_the_same_whether_the_address_is_known(client, vneid, lan):
    come_back(client, vneid)
    known = client.get(CONFIRM)
    lan.delete()
    come_back(client, vneid)
    unknown = client.get(CONFIRM)
    assert stripped(known) == stripped(unknown)


def stripped(answer) -> str:
    """The page without what is new each time."""
    return "".join(
        line for line in text(answer).splitlines() if "nonce=" not in line and "csrf" not in line
    )
