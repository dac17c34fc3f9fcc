"""Who agreed on the page of her data gets the news weekly, until she says no in either place."""

from datetime import timedelta

import pytest
import time_machine

from cms.models import Subscription
from portal.common.moments import now
from services.privacy.actions.consents import give_consent, has_consent, withdraw_consent
from services.privacy.models import Purpose
from tests.cms.newsletter.reading import (
    MONDAY,
    ONE_DAY,
    SUNDAY_NOON,
    TUESDAY,
    address,
    letters_of,
    published,
    reader,
)

pytestmark = pytest.mark.django_db
NEWS = Purpose.NEWSLETTER
NEXT_MONDAY = MONDAY + 7 * ONE_DAY


@pytest.fixture
def _agreed(lan):
    with time_machine.travel(SUNDAY_NOON, tick=False):
        give_consent(lan, NEWS, how="account page")


@pytest.mark.usefixtures("_agreed")
def test_lan_agreed_and_gets_it_once_a_week(write, drain):
    letters_of(drain, MONDAY)
    published(write, "Tin thứ Hai", at=MONDAY + timedelta(hours=2))
    assert letters_of(drain, TUESDAY) == []
    [letter] = letters_of(drain, NEXT_MONDAY)
    assert letter.to == ["lan@example.vn"]


@pytest.mark.usefixtures("_agreed")
def test_taken_back_there_no_letter_comes(lan, write, drain):
    letters_of(drain, MONDAY)
    with time_machine.travel(TUESDAY, tick=False):
        withdraw_consent(lan, NEWS)
    published(write, "Tin thứ Ba", at=TUESDAY)
    assert letters_of(drain, NEXT_MONDAY) == []


@pytest.mark.usefixtures("_agreed")
def test_stopped_by_a_letter_it_is_taken_back_and_stays_so(client, lan, write, drain):
    letters_of(drain, MONDAY)
    client.post(address("thoi", Subscription.objects.get()))
    assert not has_consent(lan, NEWS)
    Subscription.objects.all().delete()  # As a week later.
    published(write, "Tin thứ Ba", at=TUESDAY)
    assert letters_of(drain, NEXT_MONDAY) == []


@pytest.mark.usefixtures("_agreed")
def test_who_chose_more_by_her_address_keeps_her_choice(drain):
    reader()
    letters_of(drain, MONDAY)
    assert Subscription.objects.get().rhythm == "daily"


def test_who_signs_up_after_taking_it_back_reads_on(lan, drain):
    give_consent(lan, NEWS, how="account page")
    withdraw_consent(lan, NEWS)
    reader(since=now() + ONE_DAY)
    letters_of(drain, now() + 2 * ONE_DAY)
    assert Subscription.objects.running().exists()


@pytest.mark.usefixtures("_agreed")
def test_whoever_agrees_again_reads_again(client, lan, drain):
    letters_of(drain, MONDAY)
    client.post(address("thoi", Subscription.objects.get()))
    give_consent(lan, NEWS, how="account page")
    letters_of(drain, TUESDAY)
    assert Subscription.objects.running().exists()


@pytest.mark.usefixtures("_agreed")
def test_what_nobody_confirmed_stands_in_nobodys_way(drain):
    reader(confirmed_at=None)
    letters_of(drain, MONDAY)
    assert Subscription.objects.running().exists()
