"""Where somebody is signed in: in plain words, and ended for good."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from services.signin.devices import in_plain_words, seen
from tests.people import PASSWORD
from tests.services.signin.doors import DEVICES, NEW_PASSWORD, SECURITY, is_signed_in, sign_in, text

pytestmark = pytest.mark.django_db

AGENTS = {
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36": "Chrome trên Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1": "Safari trên iPhone",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0": "Edge trên Windows",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/124.0 "
    "Chrome/118.0 Safari/537.36": "Cốc Cốc trên Windows",
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 "
    "Zalo/24.10.01 ZaloTheme/light": "Zalo trên Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0": (
        "Firefox trên Mac"
    ),
    "curl/8.5": "Thiết bị không rõ",
    "": "Thiết bị không rõ",
}


@pytest.mark.parametrize(("agent", "words"), AGENTS.items())
def test_a_device_is_named_in_plain_words(agent, words):
    assert in_plain_words(agent) == words


@pytest.fixture
def phone(lan) -> Client:
    """Lan's telephone, signed in."""
    client = Client(headers={"user-agent": next(iter(AGENTS))})
    sign_in(client)
    return client


@pytest.fixture
def laptop(lan) -> Client:
    client = Client(headers={"user-agent": list(AGENTS)[2]})
    sign_in(client)
    return client


def pk_of(client) -> int:
    return UserSession.objects.get(session_key=client.session.session_key).pk


def test_lan_sees_where_she_is_signed_in(phone, laptop):
    page = text(phone.get(DEVICES))
    here, there = page.index("Chrome trên Android"), page.index("Edge trên Windows")
    assert here < page.index("Thiết bị này") < there
    assert "Dùng lần cuối" in page
    assert "trên 2 thiết bị" in text(phone.get(SECURITY))


def test_she_ends_one_and_it_is_dead(phone, laptop):
    assert phone.post(DEVICES, {"device": pk_of(laptop)}).url == DEVICES
    assert not is_signed_in(laptop)
    assert is_signed_in(phone)
    assert "Edge" not in text(phone.get(DEVICES))


def test_neither_the_cache_nor_the_database_remembers_it(phone, laptop):
    key = laptop.session.session_key
    remembered = laptop.session.cache_key_prefix + key
    laptop.get("/tai-khoan/")
    assert cache.get(remembered)
    phone.post(DEVICES, {"device": pk_of(laptop)})
    assert cache.get(remembered) is None
    assert not phone.session.exists(key)


def test_she_ends_all_others(phone, laptop):
    phone.post(DEVICES, {"all": "others"})
    assert not is_signed_in(laptop)
    assert is_signed_in(phone)
    assert "Đăng xuất mọi thiết bị khác" not in text(phone.get(DEVICES))


def test_ending_this_one_signs_out(phone):
    phone.post(DEVICES, {"device": pk_of(phone)})
    assert not is_signed_in(phone)


def test_nobody_elses_is_ended(phone, minh):
    his = Client()
    sign_in(his, "minh@example.vn")
    phone.post(DEVICES, {"device": pk_of(his)})
    assert is_signed_in(his)


@pytest.mark.parametrize("device", ["", "x", "-1", "9" * 30, "１"])
def test_nonsense_ends_nothing(phone, device):
    assert phone.post(DEVICES, {"device": device}).status_code == 302
    assert is_signed_in(phone)


def test_signing_out_leaves_no_device(phone, laptop):
    laptop.post("/tai-khoan/dang-xuat/")
    assert "Edge" not in text(phone.get(DEVICES))


def test_a_new_password_ends_all_others(phone, laptop):
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    phone.post("/tai-khoan/mat-khau/doi/", words | {"oldpassword": PASSWORD})
    assert is_signed_in(phone)
    assert not is_signed_in(laptop)


def writes(client) -> int:
    """How often reading a page notes the device."""
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    return sum(query["sql"].startswith('UPDATE "usersessions') for query in asked)


def test_reading_writes_a_row_every_few_minutes_and_no_more(phone):
    assert [writes(phone) for _ in range(3)] == [1, 0, 0]
    cache.delete(seen(phone.session.session_key))  # As after five minutes.
    assert writes(phone) == 1


def test_who_is_not_signed_in_leaves_no_trace(client):
    client.get("/tai-khoan/dang-nhap/")
    assert not UserSession.objects.exists()
    assert "sessionid" not in client.cookies


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(DEVICES).url.startswith("/tai-khoan/dang-nhap/")
