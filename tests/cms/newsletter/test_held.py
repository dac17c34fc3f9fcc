"""What the newsletter holds of a person is hers to see, and goes when she wishes."""

import pytest
import time_machine

from cms.models import Subscription
from cms.newsletter import actions
from cms.newsletter.wishes import Wish
from services.notifications.models import Message
from services.privacy import retention
from services.privacy.registry import HOLDINGS
from tests.cms.newsletter.reading import (
    MAIL,
    ONE_DAY,
    SUNDAY_NOON,
    TUESDAY,
    letters_of,
    published,
    reader,
)
from tests.services.signin.doors import code_sent, sign_in_by_code
from tests.site import topic_called

pytestmark = pytest.mark.django_db
HELD = HOLDINGS["newsletter"]


def test_lan_sees_what_is_sent_to_her_address(lan, minh):
    reader(topics=[topic_called("huong-dan")])
    [row] = HELD.rows(lan)
    assert (row["email"], row["communes"]) == ("lan@example.vn", "Mọi phường, xã")
    assert row.keys() == HELD.columns.keys()
    assert (HELD.count(lan), HELD.count(minh)) == (1, 0)


def test_it_goes_with_her_and_so_do_her_letters(lan, write, drain):
    reader()
    other = reader("minh@example.vn")
    published(write, "Chợ số mở cửa")
    letters_of(drain)
    HELD.erase(lan)
    assert Subscription.objects.get() == other
    told = Message.objects.filter(kind="newsletter/news")
    assert told.count() == 2
    assert not told.filter(recipient="lan@example.vn").exists()


def test_who_has_no_address_has_no_newsletter(lan):
    reader()
    lan.email = None
    assert HELD.count(lan) == 0


def test_a_week_after_she_stopped_her_letters_name_her_no_more(write, drain):
    reader()
    published(write, "Chợ số mở cửa")
    letters_of(drain)
    Subscription.objects.update(stopped_at=TUESDAY)
    with time_machine.travel(TUESDAY + 8 * ONE_DAY, tick=False):
        retention.apply(retention.RULES["newsletter"])
    assert not Subscription.objects.exists()
    assert not Message.objects.filter(recipient=MAIL).exists()


def test_whoever_asked_again_is_kept_until_that_link_is_too_old():
    stopped = reader(stopped_at=TUESDAY, created_at=SUNDAY_NOON)
    with time_machine.travel(TUESDAY + 6 * ONE_DAY, tick=False):
        actions.ask(email=MAIL, wish=Wish(), language="vi")
    with time_machine.travel(TUESDAY + 8 * ONE_DAY, tick=False):
        retention.apply(retention.RULES["newsletter"])
    assert Subscription.objects.get() == stopped


def test_the_news_follows_her_to_her_new_address(lan):
    reader()
    actions.follow(MAIL, "Moi@example.vn")
    assert Subscription.objects.running().get().email == "moi@example.vn"


def test_it_does_once_she_has_confirmed_the_new_one(client, lan):
    reader()
    sign_in_by_code(client)
    client.post("/tai-khoan/email/", {"email": "moi@example.vn", "action_add": "1"})
    assert Subscription.objects.running().get().email == MAIL
    client.post("/tai-khoan/email/ma/", {"code": code_sent()})
    assert Subscription.objects.running().get().email == "moi@example.vn"


def test_where_her_new_address_has_its_own_the_old_one_rests(lan):
    reader()
    own = reader("moi@example.vn")
    actions.follow(MAIL, "moi@example.vn")
    assert Subscription.objects.running().get() == own
