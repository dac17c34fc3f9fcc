"""What the newsletter holds of a person is hers to see, and goes when she wishes."""

import pytest

from cms.models import Subscription
from services.notifications.models import Message
from services.privacy.registry import HOLDINGS
from tests.cms.newsletter.reading import letters_of, published, reader
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
