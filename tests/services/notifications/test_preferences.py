"""How Lan says how she wants to be told."""

import pytest

from portal.accounts.models import User
from services.notifications.models import Preferences

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/nhan-tin/"
CHOSEN = {"followed_inbox": "on", "followed_email": "daily", "language": "vi"}


@pytest.fixture
def lans(client, lan):
    """Lan's browser, where she has signed in; her account has a telephone."""
    User.objects.filter(pk=lan.pk).update(phone="+84912345678")
    client.force_login(lan)
    return client


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_at_first_it_is_as_most_people_would_want_it(lans):
    form = lans.get(PAGE).context["form"]
    assert {name: form[name].initial for name in form.fields} == {
        "matters_email": True,
        "matters_sms": False,
        "followed_inbox": True,
        "followed_email": "daily",
        "language": "vi",
    }


def test_each_way_says_where_it_leads(lans):
    page = words(lans.get(PAGE))
    assert "lan@example.vn" in page
    assert "0912 345 678" in page
    assert "Không gửi SMS từ 21:00 đến 07:00" in page


def test_lan_chooses(lans, lan):
    chosen = CHOSEN | {"matters_sms": "on", "followed_email": "never", "language": "en"}
    assert lans.post(PAGE, chosen).status_code == 302
    wishes = Preferences.objects.get(user=lan)
    assert (wishes.matters_email, wishes.matters_sms) == (False, True)
    assert (wishes.followed_inbox, wishes.followed_email) == (True, "never")
    lan.refresh_from_db()
    assert lan.language == "en"


def test_lan_changes_her_mind(lans, lan):
    lans.post(PAGE, CHOSEN)
    lans.post(PAGE, CHOSEN | {"matters_email": "on"})
    assert Preferences.objects.get(user=lan).matters_email
    assert "Từ nay bạn sẽ nhận tin như vậy" in words(lans.get(PAGE))


@pytest.mark.parametrize(
    "wrong", [{"language": "fr"}, {"followed_email": "hourly"}, {"language": ""}]
)
def test_what_is_not_offered_is_not_taken(lans, lan, wrong):
    assert lans.post(PAGE, CHOSEN | wrong).status_code == 422
    assert not Preferences.objects.filter(user=lan).exists()


def test_a_way_that_leads_nowhere_is_not_offered(lans, lan):
    User.objects.filter(pk=lan.pk).update(phone=None)
    page = lans.get(PAGE)
    assert "matters_sms" not in page.context["form"].fields
    assert "thêm số di động" in words(page)


def test_without_a_gateway_sms_is_not_offered(lans, settings):
    settings.HAS_SMS = False
    page = words(lans.get(PAGE))
    assert "SMS" not in page


def test_what_is_not_offered_stays_as_it_was(lans, lan, settings):
    lans.post(PAGE, CHOSEN | {"matters_sms": "on"})
    settings.HAS_SMS = False
    lans.post(PAGE, CHOSEN)
    assert Preferences.objects.get(user=lan).matters_sms


def test_minhs_wishes_are_his_own(lans, minh):
    lans.post(PAGE, CHOSEN | {"user": minh.pk})
    assert not Preferences.objects.filter(user=minh).exists()
