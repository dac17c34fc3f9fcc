"""Whatever VNeID, or somebody between, says wrongly: nobody comes in, and the page is kind."""

import logging
import time

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount

from portal.accounts.models import User
from tests.oidc import (
    DISCOVERY,
    KEYS,
    TOKEN,
    USERINFO,
    key,
    public_key,
    signed,
    signed_by_a_stranger,
    signed_with_what_is_public,
    unsigned,
)
from tests.services.signin.vneid.walk import (
    BACK,
    CONFIRM,
    SIGN_IN,
    START,
    SUB,
    come_back,
    go,
    is_signed_in,
    query_of,
    text,
)

DENIED = "VNeID chưa xác nhận được bạn là ai"
SILENT = "VNeID hiện chưa trả lời"
AGAIN = "Mời bạn bắt đầu lại"
LONG_AGO = 3600  # Seconds.


@pytest.fixture(autouse=True)
def nothing_is_kept(db):
    yield
    assert not User.objects.filter(name="Trần Thị Lan").exists()
    assert not SocialAccount.objects.exists()


def assert_kind(client, answer, status: int, words: str) -> None:
    """A page in Vietnamese with a way on, and nobody has come in."""
    page = text(answer)
    assert (answer.status_code, words in page) == (status, True), page
    assert f'href="{SIGN_IN}"' in page
    assert "tel:1022" in page
    assert client.get(CONFIRM).url == SIGN_IN
    assert not is_signed_in(client)


def test_the_relay_signs_well(client, crooked):
    """Or the stories below would be refused for another reason than they tell."""
    crooked.signs_anew()
    assert come_back(client, crooked.provider).url == CONFIRM


LIES = {
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "a nonce that is no word": {"nonce": ["x"]},
    "half a character as nonce": {"nonce": "\ud800"},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "somebody-else"},
    "no audience": {"aud": None},
    "an audience of two": {"aud": ["soctrang", "somebody-else"]},
    "made for another party": {"azp": "somebody-else"},
    "expired": {"exp": int(time.time()) - LONG_AGO},
    "no end": {"exp": None},
    "an end that never comes": {"exp": float("inf")},
    "an end that is no number": {"exp": "mai"},
    "issued long ago": {"iat": int(time.time()) - LONG_AGO},
    "issued tomorrow": {"iat": int(time.time()) + LONG_AGO},
    "no issue": {"iat": None},
    "not valid yet": {"nbf": int(time.time()) + LONG_AGO},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "a number for a name": {"sub": 7},
    "an endless name": {"sub": "x" * 300},
    "a name that breaks the line": {"sub": "vn\n7f3a"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_lies(client, crooked, lie):
    crooked.signs_anew(**lie)
    assert_kind(client, come_back(client, crooked.provider), 401, DENIED)


FORGERIES = {
    "unsigned": unsigned,
    "signed by a stranger": signed_by_a_stranger,
    "signed with what is public": signed_with_what_is_public,
    "a key nobody published": lambda claims: signed(claims, kid="k2"),
    "an algorithm we do not take": lambda claims: jwt.encode(
        claims, key(), algorithm="RS512", headers={"kid": "k1"}
    ),
    "a seal cut short": lambda claims: signed(claims)[:-20],
    "two parts of three": lambda claims: signed(claims).rpartition(".")[0],
    "no token": lambda claims: "",
    "no words": lambda claims: None,
    "a number": lambda claims: 42,
    "a list": lambda claims: ["x"],
    "deep nonsense": lambda claims: f"{'W1' * 9000}.e30.x",
}


@pytest.mark.parametrize("sign", FORGERIES.values(), ids=FORGERIES)
def test_a_token_that_is_forged(client, crooked, sign):
    crooked.signs_anew(sign)
    assert_kind(client, come_back(client, crooked.provider), 401, DENIED)


def test_claims_signed_by_nobody_are_not_believed_though_they_come_from_vneid(client, crooked):
    """allauth alone would not look at this signature."""
    crooked.signs_anew(signed_by_a_stranger)
    crooked.twists.pop(KEYS)
    assert_kind(client, come_back(client, crooked.provider), 401, DENIED)


PUBLISHED = {
    "none": {"keys": []},
    "no list": {"keys": "k1"},
    "nothing": {},
    "nonsense": {"keys": [None, 7, "k1", {"kid": "k1"}, {"kid": "k1", "kty": "RSA"}]},
    "a broken one": {"keys": [{"kid": "k1", "kty": "RSA", "n": "!", "e": "?"}]},
    "a shared secret": {"keys": [{"kid": "k1", "kty": "oct", "k": "c2VjcmV0"}]},
    "one for encryption": {"keys": [public_key(use="enc")]},
    "one for another algorithm": {"keys": [public_key(alg="PS256")]},
    "two of one name": {"keys": [public_key(), public_key()]},
}


@pytest.mark.parametrize("published", PUBLISHED.values(), ids=PUBLISHED)
def test_keys_that_are_none(client, crooked, published):
    crooked.signs_anew()
    crooked.twists[KEYS] = lambda handler: handler.say_json(published)
    assert_kind(client, come_back(client, crooked.provider), 401, DENIED)


def test_userinfo_of_somebody_else(client, crooked):
    crooked.says(USERINFO, sub="vn-minh", name="Lý Minh")
    assert_kind(client, come_back(client, crooked.provider), 401, DENIED)


def test_a_level_below_the_one_demanded(client, vneid, settings):
    settings.VNEID_ACR_VALUES = ["2"]
    weak = vneid.knows("vn-weak", name="Trần Thị Lan", acr="1")
    address = go(client)
    assert query_of(address)["acr_values"] == "2"
    assert_kind(client, client.get(vneid.agree(address, weak)), 401, DENIED)


def test_a_discovery_about_another_issuer(client, crooked):
    crooked.says(DISCOVERY, issuer="https://evil.example")
    assert_kind(client, client.post(START), 503, SILENT)


@pytest.mark.parametrize("endpoint", ["https://evil.example/x", "ftp://x", None, 7, ""])
def test_a_discovery_that_leads_elsewhere_than_the_issuers_own_kind(client, crooked, endpoint):
    crooked.says(DISCOVERY, token_endpoint=endpoint)
    assert_kind(client, client.post(START), 503, SILENT)


def test_a_discovery_that_leads_to_no_address(client, crooked):
    address = crooked.provider.agree(go(client), SUB)
    crooked.says(DISCOVERY, token_endpoint="http://[")
    assert_kind(client, client.get(address), 503, SILENT)


def test_an_answer_in_the_name_of_another_issuer(client, vneid):
    address = vneid.agree(go(client), SUB)
    assert_kind(client, client.get(f"{address}&iss=https://evil.example"), 401, DENIED)


class TestReplay:
    """What was used once is used up."""

    @pytest.fixture(autouse=True)
    def nothing_is_kept(self):
        """Here the first time counts."""

    def test_the_same_way_back_leads_in_once(self, client, vneid):
        address = vneid.agree(go(client), SUB)
        assert client.get(address).url == CONFIRM
        assert_again(client.get(address))

    def test_an_old_state_with_a_new_code(self, client, vneid):
        old = query_of(vneid.agree(go(client), SUB))
        client.get(BACK, old)
        new = query_of(vneid.agree(go(client), SUB))
        assert_again(client.get(BACK, {"code": new["code"], "state": old["state"]}))

    def test_an_old_code_with_a_new_state(self, client, vneid):
        old = query_of(vneid.agree(go(client), SUB))
        client.get(BACK, old)
        new = query_of(go(client))
        answer = client.get(BACK, {"code": old["code"], "state": new["state"]})
        assert_kind(client, answer, 401, DENIED)

    def test_somebody_elses_way_back(self, client, client_of_minh, vneid):
        """A link sent to Lan does not sign her in as Minh."""
        address = vneid.agree(go(client_of_minh), vneid.knows("vn-minh", name="Lý Minh"))
        assert_again(client.get(address))

    def test_a_code_of_somebody_else_in_ones_own_state(self, client, client_of_minh, vneid):
        """The nonce says that this code was not asked for here."""
        minhs = query_of(vneid.agree(go(client_of_minh), vneid.knows("vn-minh", name="Lý Minh")))
        lans = query_of(go(client))
        answer = client.get(BACK, {"code": minhs["code"], "state": lans["state"]})
        assert_kind(client, answer, 401, DENIED)


@pytest.fixture
def client_of_minh(client):
    return type(client)()


def assert_again(answer) -> None:
    assert answer.status_code == 400
    assert AGAIN in text(answer)


@pytest.mark.parametrize(
    "query", [{}, {"code": "x"}, {"state": "x"}, {"code": "x", "state": "x" * 5000}]
)
def test_a_way_back_that_was_never_begun(client, vneid, query):
    assert_kind(client, client.get(BACK, query), 400, AGAIN)


def test_a_way_back_without_a_code(client, vneid):
    state = query_of(go(client))["state"]
    assert_kind(client, client.get(BACK, {"state": state}), 401, DENIED)


def test_a_way_back_with_an_error(client, vneid):
    state = query_of(go(client))["state"]
    answer = client.get(BACK, {"state": state, "error": "server_error", "error_description": "<b>"})
    assert_kind(client, answer, 401, DENIED)
    assert "<b>" not in text(answer)


def test_she_stops_at_vneid(client, vneid):
    answer = client.get(vneid.stop(go(client)), follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(SIGN_IN, 302)]
    assert "Bạn đã dừng đăng nhập bằng VNeID" in page
    assert not is_signed_in(client)


def test_who_stops_in_english_reads_on_in_english(client, vneid):
    state = query_of(client.post(f"/en{START}").url)["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state})
    assert answer.url == f"/en{SIGN_IN}"


def test_vneid_is_down_before_she_leaves(client, vneid, settings):
    settings.VNEID_ISSUER = "http://127.0.0.1:9"  # Where nobody listens.
    assert_kind(client, client.post(START), 503, SILENT)


NONSENSE = {
    "an error": (b"Internal Server Error", 500),
    "a page": (b"<html>Xin ch\xc3\xa0o</html>", 200),
    "nothing": (b"", 200),
    "half an object": (b'{"issuer": ', 200),
    "a list": (b"[1, 2]", 200),
    "a word": (b'"x"', 200),
    "no letters": (b"\xff\xfe\x00\x81", 200),
    "a deep hole": (b"[" * 100_000, 200),
    "a redirect": (b"", 302),
    "a flood": (b" " * 1_000_000, 200),
    "an empty object": (b"{}", 200),
}


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USERINFO])
@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_vneid_talks_nonsense(client, crooked, path, nonsense):
    body, status = nonsense
    address = crooked.provider.agree(go(client), SUB)
    crooked.answers(path, body, status=status)
    answer = client.get(address)
    if (path, body) == (USERINFO, b"{}"):
        assert_kind(client, answer, 401, DENIED)
    else:
        assert_kind(client, answer, 503, SILENT)


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS, USERINFO])
@pytest.mark.parametrize("manner", ["falls_silent", "stammers"])
def test_vneid_is_slow(client, crooked, settings, path, manner):
    address = crooked.provider.agree(go(client), SUB)
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.4
    getattr(crooked, manner)(path)
    began = time.monotonic()
    answer = client.get(address)
    assert time.monotonic() - began < 20  # A stammerer would go on for half an hour.
    assert_kind(client, answer, 503, SILENT)


def test_the_log_learns_no_names(client, crooked, caplog):
    crooked.signs_anew(nonce="x" * 43)
    with caplog.at_level(logging.DEBUG, logger="services"):
        come_back(client, crooked.provider)
    told = [record.getMessage() for record in caplog.records if "vneid: " in record.getMessage()]
    assert told == ["vneid: TokenRefused nonce"]
    assert "Lan" not in caplog.text


@pytest.mark.parametrize("door", [START, BACK])
def test_who_knocks_too_often_is_asked_to_wait(client, vneid, monkeypatch, door):
    monkeypatch.setattr("services.signin.vneid.doors.TRIES", 2)
    knock = client.post if door == START else client.get
    for _ in range(2):
        assert knock(door).status_code != 429
    assert knock(door).status_code == 429
