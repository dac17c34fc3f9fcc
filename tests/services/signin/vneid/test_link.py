"""Linking VNeID to one's own account, and taking it away again."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications.models import Message
from services.signin.models import VerifiedIdentity
from services.signin.presence import PROVEN_AT
from services.signin.vneid import actions
from services.signin.vneid.identities import Identity
from tests.services.signin.vneid.walk import (
    BACK,
    HIDDEN_ID,
    HOME,
    LINK,
    SIGN_IN,
    START,
    SUB,
    come_back,
    go,
    query_of,
    sign_up,
    text,
)

User = get_user_model()


@pytest.fixture
def client_of_lan(client, lan):
    """Lan is signed in, and has just shown that it is she."""
    client.force_login(lan)
    prove(client)
    return client


def prove(client) -> None:
    session = client.session
    session[PROVEN_AT] = now().timestamp()
    session.save()


def test_lan_links_vneid_and_comes_in_with_it(client_of_lan, vneid, lan):
    answer = come_back(client_of_lan, vneid)
    assert answer.url == LINK
    assert "Từ nay bạn có thể đăng nhập bằng VNeID" in text(client_of_lan.get(LINK))
    client_of_lan.logout()
    assert come_back(client_of_lan, vneid).url == HOME
    assert client_of_lan.session["_auth_user_id"] == str(lan.pk)


def test_linking_changes_neither_her_name_nor_her_address(client_of_lan, vneid, lan):
    vneid.knows("vn-other", name="Trần Thị Ngọc Lan", email="khac@example.vn")
    come_back(client_of_lan, vneid, "vn-other")
    lan.refresh_from_db()
    assert (lan.name, lan.email) == ("Trần Thị Lan", "lan@example.vn")
    assert EmailAddress.objects.get().email == "lan@example.vn"


def test_she_is_told_by_letter(client_of_lan, vneid, lan):
    come_back(client_of_lan, vneid)
    client_of_lan.post(LINK)
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert set(kinds) == {"account/changed"}
    assert Message.objects.count() == 2


def test_she_sees_what_vneid_vouches_for(client_of_lan, vneid):
    come_back(client_of_lan, vneid)
    page = text(client_of_lan.get(LINK))
    for shown in ("Trần Thị Lan", HIDDEN_ID, "Mức 2", "VNeID xác nhận lúc"):
        assert shown in page
    assert "094160001234" not in page


def test_before_linking_she_proves_that_it_is_she(client, vneid, lan):
    client.force_login(lan)
    for answer in (client.get(START), client.post(START)):
        assert answer.status_code == 302
        assert "next=/tai-khoan/vneid/" in answer.url.replace("%2F", "/")
        assert not answer.url.startswith(vneid.url)


def test_the_page_of_ones_links_asks_who_is_there(client, vneid):
    assert client.get(LINK).url.startswith(SIGN_IN)


def test_linking_does_not_go_on_for_somebody_else(client_of_lan, vneid, minh):
    """Lan began; Minh signed in on the same device before VNeID answered."""
    address = vneid.agree(go(client_of_lan), SUB)
    client_of_lan.force_login(minh)
    states = client_of_lan.session
    assert client_of_lan.get(address).status_code == 400
    assert not VerifiedIdentity.objects.exists()
    assert states is not None


def test_a_sign_in_does_not_become_a_link(client, vneid, lan):
    """It was begun by nobody in particular, and Lan has signed in meanwhile."""
    address = vneid.agree(go(client), SUB)
    state = query_of(address)["state"]
    stashed = client.session["socialaccount_states"]
    client.force_login(lan)
    session = client.session
    session["socialaccount_states"] = stashed
    session.save()
    assert client.get(BACK, {"code": "x", "state": state}).status_code == 400
    assert not VerifiedIdentity.objects.exists()


def test_a_vneid_opens_one_account(client_of_lan, vneid, lan, minh):
    actions.link(minh, Identity(subject=SUB))
    answer = client_of_lan.get(vneid.agree(go(client_of_lan), SUB), follow=True)
    assert "đã mở một tài khoản khác" in text(answer)
    assert VerifiedIdentity.objects.get().user == minh


def test_an_account_has_one_vneid(client_of_lan, vneid, lan):
    actions.link(lan, Identity(subject="vn-before"))
    answer = client_of_lan.get(vneid.agree(go(client_of_lan), SUB), follow=True)
    assert "đã liên kết với một VNeID khác" in text(answer)
    assert VerifiedIdentity.objects.get().subject == "vn-before"


def test_linking_twice_is_linking_once(client_of_lan, vneid, lan):
    come_back(client_of_lan, vneid)
    come_back(client_of_lan, vneid)
    assert VerifiedIdentity.objects.get().user == lan


def test_stopping_leads_back_to_the_page_of_links(client_of_lan, vneid):
    answer = client_of_lan.get(vneid.stop(go(client_of_lan)), follow=True)
    assert answer.redirect_chain == [(LINK, 302)]
    assert "Chưa có gì thay đổi" in text(answer)


def test_she_unlinks_and_what_vneid_said_is_gone(client_of_lan, vneid, lan):
    come_back(client_of_lan, vneid)
    answer = client_of_lan.post(LINK, follow=True)
    assert "Đã bỏ liên kết VNeID" in text(answer)
    assert not VerifiedIdentity.objects.exists()
    assert not lan.socialaccount_set.exists()


def test_before_unlinking_she_proves_that_it_is_she(client, vneid, lan):
    actions.link(lan, Identity(subject=SUB))
    client.force_login(lan)
    assert client.post(LINK).status_code == 302
    assert VerifiedIdentity.objects.exists()


def test_the_last_way_in_stays(client, vneid):
    user = sign_up(client, vneid)
    answer = client.post(LINK, follow=True)
    assert "cách đăng nhập duy nhất" in text(answer)
    assert user.socialaccount_set.exists()


@pytest.mark.parametrize("has_sms", [True, False])
def test_a_telephone_is_a_way_in_where_sms_are_sent(settings, db, has_sms):
    settings.HAS_SMS = has_sms
    account = actions.open_account(Identity(subject=SUB), language="vi")
    User.objects.filter(pk=account.user.pk).update(phone="+84912345678")
    if has_sms:
        actions.unlink(account.user)
    else:
        with pytest.raises(StepRefused):
            actions.unlink(account.user)
    assert VerifiedIdentity.objects.exists() != has_sms
