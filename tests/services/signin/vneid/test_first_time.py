"""The first time with VNeID: what came in is read and confirmed before anything is kept."""

import base64
import hashlib
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection

from portal.accounts.models import User
from portal.common.moments import now
from services.signin.models import VerifiedIdentity
from tests.services.signin.vneid.walk import (
    BACK,
    CLAIMS,
    CONFIRM,
    HIDDEN_ID,
    HOME,
    LINK,
    SIGN_IN,
    START,
    SUB,
    come_back,
    go,
    is_signed_in,
    query_of,
    sign_up,
    text,
)


def test_the_way_in_is_on_the_sign_in_page(client, vneid):
    page = text(client.get(SIGN_IN, {"next": "/phan-anh/gui/"}))
    assert "Đăng nhập bằng VNeID" in page
    assert f'action="{START}"' in page
    assert 'name="next" value="/phan-anh/gui/"' in page


def test_without_configuration_there_is_no_button_and_no_door(client, lan):
    assert "VNeID" not in text(client.get(SIGN_IN))
    client.force_login(lan)
    for door in (START, BACK, CONFIRM, LINK):
        assert client.get(door).status_code == 404
        assert client.post(door).status_code == 404


def test_before_she_leaves_she_is_told_what_will_happen(client, vneid):
    page = client.get(START)
    assert "VNeID cho chúng tôi biết họ tên" in text(page)
    assert f"form-action 'self' https: {vneid.url}" in page["Content-Security-Policy"]


def test_the_request_carries_what_protects_it(client, vneid):
    asked = query_of(go(client))
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == "http://testserver/tai-khoan/vneid/tro-lai/"
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 40
    assert len(asked["state"]) >= 16
    again = query_of(go(client))
    for name in ("nonce", "state", "code_challenge"):
        assert asked[name] != again[name]


def test_the_code_is_exchanged_with_the_verifier_of_the_challenge(client, crooked):
    heard = {}

    def listen(handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        heard.update(query_of(f"?{body.decode()}"))
        handler.say(b"", status=400)

    address = go(client)
    crooked.twists["/oauth2/token"] = listen
    client.get(crooked.provider.agree(address, SUB))
    digest = hashlib.sha256(heard["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert challenge == query_of(address)["code_challenge"]


@pytest.mark.parametrize(
    "query",
    ["scope=email", "auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example", "process=redirect"],
)
def test_an_address_adds_nothing_to_the_request(client, vneid, query):
    asked = query_of(client.post(f"{START}?{query}").url)
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert asked["redirect_uri"] == f"http://testserver{BACK}"


def test_she_reads_what_came_in_before_anything_is_kept(client, vneid):
    answer = come_back(client, vneid)
    assert answer.url == CONFIRM
    page = text(client.get(CONFIRM))
    for shown in ("Trần Thị Lan", "22/11/1960", HIDDEN_ID, "Mức 2", "được mã hóa"):
        assert shown in page
    assert CLAIMS["personal_id"] not in page
    assert CLAIMS["email"] not in page
    assert not User.objects.exists()
    assert not is_signed_in(client)


def test_telephone_and_address_are_shown_when_they_come(client, vneid, settings):
    settings.VNEID_SCOPES = ["openid", "profile", "phone", "address"]
    more = {"phone_number": "+84912345678", "address": {"formatted": "12 Hai Bà Trưng, Sóc Trăng"}}
    come_back(client, vneid, vneid.knows("vn-more", **CLAIMS, **more))
    page = text(client.get(CONFIRM))
    assert "0912 345 678" in page
    assert "12 Hai Bà Trưng, Sóc Trăng" in page


def test_she_says_yes_and_is_in(client, vneid):
    user = sign_up(client, vneid)
    assert is_signed_in(client)
    assert (user.name, user.email, user.phone) == ("Trần Thị Lan", None, None)
    assert not user.has_usable_password()
    known = user.verified_identity
    assert (known.subject, known.level) == (SUB, "2")
    assert (known.name, known.personal_id) == ("Trần Thị Lan", CLAIMS["personal_id"])
    assert now() - known.verified_at < timedelta(minutes=1)


def test_only_what_was_said_is_kept(client, vneid):
    """No token, no raw claims, no e-mail address; and the ID number not in plain letters."""
    sign_up(client, vneid)
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    assert not EmailAddress.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT personal_id FROM signin_verifiedidentity")
        (stored,) = cursor.fetchone()
    assert CLAIMS["personal_id"] not in stored


def test_meanwhile_the_session_carries_nothing_readable(client, vneid):
    come_back(client, vneid)
    carried = str(Session.objects.get(pk=client.session.session_key).get_decoded())
    for fact in (
        CLAIMS["name"],
        CLAIMS["personal_id"],
        CLAIMS["birthdate"],
        CLAIMS["email"],
        "token",
    ):
        assert fact not in carried


def test_she_says_no_and_nothing_happened(client, vneid):
    come_back(client, vneid)
    answer = client.post(CONFIRM, {"cancel": "1"}, follow=True)
    assert answer.redirect_chain == [(SIGN_IN, 302)]
    assert "Chưa có gì thay đổi" in text(answer)
    assert not User.objects.exists()
    assert client.get(CONFIRM).url == SIGN_IN


def test_who_has_nothing_to_confirm_is_led_to_the_sign_in(client, vneid):
    assert client.get(CONFIRM).url == SIGN_IN
    assert client.post(CONFIRM).url == SIGN_IN


def test_who_thinks_too_long_begins_again(client, vneid):
    come_back(client, vneid)
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert client.post(CONFIRM).url == SIGN_IN
    assert not User.objects.exists()


def test_she_comes_back_to_where_she_was_going(client, vneid):
    come_back(client, vneid, next="/phan-anh/gui/")
    assert client.post(CONFIRM).url == "/phan-anh/gui/"


def test_nobody_is_led_off_the_portal(client, vneid):
    come_back(client, vneid, next="https://evil.example/")
    assert client.post(CONFIRM).url == HOME


def test_it_also_speaks_english(client, vneid):
    address = client.post(f"/en{START}").url
    assert query_of(address)["ui_locales"] == "en"
    assert query_of(address)["redirect_uri"] == f"http://testserver{BACK}"
    answer = client.get(vneid.agree(address, SUB))
    assert answer.url == f"/en{CONFIRM}"
    assert "Is this you?" in text(client.get(answer.url))
    client.post(answer.url)
    assert User.objects.get().language == "en"


@pytest.mark.parametrize(
    "strange",
    [
        {"name": None, "birthdate": 1960, "personal_id": ["094"], "acr": {"level": 2}},
        {"name": "Lan\x00\x1b", "birthdate": "năm Tý", "personal_id": "12", "address": "\x00"},
        {
            "name": "x" * 5000,
            "personal_id": "9" * 5000,
            "acr": "y" * 5000,
            "address": {"formatted": 7},
        },
    ],
)
def test_strange_claims_are_left_out(client, vneid, strange):
    come_back(client, vneid, vneid.knows("vn-strange", **strange))
    assert client.get(CONFIRM).status_code == 200
    client.post(CONFIRM)
    known = VerifiedIdentity.objects.get()
    assert known.personal_id == ""
    assert len(known.name) <= 150


def test_a_name_that_turns_the_line_round_is_set_right(client, vneid):
    user = sign_up(client, vneid, vneid.knows("vn-rtl", name="Lan\u202e nấC"))
    assert user.name == "Lan nấC"


def test_two_clicks_open_one_account(client, vneid):
    come_back(client, vneid)
    waiting = dict(client.session)
    client.post(CONFIRM)
    client.logout()
    session = client.session
    session.update(waiting)
    session.save()
    answer = client.post(CONFIRM, follow=True)
    assert "đã mở một tài khoản khác" in text(answer)
    assert User.objects.count() == 1
