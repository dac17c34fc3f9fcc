"""Limits count each address once, whoever claims what, and say when to come back."""

import secrets
from datetime import timedelta
from ipaddress import IPv6Address, ip_network

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from portal.common.limits import TooMany, client_address, spend, who
from portal.common.middleware import TooManyMiddleware

HOUR = timedelta(hours=1)
NOON = "2026-11-22T12:00:00+07:00"
OURS = [ip_network(network) for network in ["10.0.0.0/8", "fd00::/8"]]


def new_address():
    """An address nobody used before, not even in a cache that outlives the tests."""
    return str(IPv6Address((0x20010DB8 << 96) + secrets.randbits(96)))


@pytest.fixture
def address():
    return new_address()


def request_from(peer, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


def spent(peer, times, name="reports.submit"):
    for _ in range(times):
        spend(request_from(peer), name, allowed=3, per=HOUR)


def test_a_few_times_are_allowed_and_one_more_is_not(address):
    with time_machine.travel(NOON, tick=False):
        spent(address, 3)
        with pytest.raises(TooMany) as refused:
            spent(address, 1)
    assert refused.value.retry_after == 3600


def test_one_address_does_not_spend_for_another(address):
    spent(address, 3)
    spent(new_address(), 3)
    spent(address, 3, name="reports.claim")


def test_the_next_hour_begins_anew(address):
    with time_machine.travel(NOON, tick=False) as clock:
        spent(address, 3)
        clock.shift(1800)
        with pytest.raises(TooMany) as refused:
            spent(address, 1)
        assert refused.value.retry_after == 1800
        clock.shift(1800)
        spent(address, 3)


def test_counting_on_does_not_shorten_the_memory(address):
    with time_machine.travel(NOON, tick=False) as clock:
        spent(address, 3)
        clock.shift(3000)  # Longer than caches remember unless they are told.
        with pytest.raises(TooMany):
            spent(address, 1)


def test_a_cache_that_forgets_while_counting_is_forgiven(address, monkeypatch):
    def forgot(key):
        raise ValueError(key)

    monkeypatch.setattr(cache, "incr", forgot)
    spent(address, 1)


def test_a_household_cannot_change_its_address_within_its_network():
    assert who(request_from("2001:db8:1:2::a")) == who(request_from("2001:db8:1:2::b"))
    assert who(request_from("2001:db8:1:2::a")) != who(request_from("2001:db8:1:3::a"))
    assert who(request_from("::ffff:203.0.113.9")) == who(request_from("203.0.113.9"))


def test_addresses_are_not_written_down():
    assert "203.0.113.9" not in who(request_from("203.0.113.9"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # A stranger's word is not taken.
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # The client made up the first.
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("", "198.51.100.1", "198.51.100.1"),  # Through a socket on this machine.
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, peer, forwarded, client):
    settings.TRUSTED_PROXIES = OURS
    assert client_address(request_from(peer, forwarded)) == client


def test_without_proxies_nobody_is_believed(settings):
    settings.TRUSTED_PROXIES = []
    assert client_address(request_from("127.0.0.1", "6.6.6.6")) == "127.0.0.1"
    assert client_address(request_from("", "6.6.6.6")) == ""


def test_too_many_becomes_a_page_that_says_when_to_come_back(monkeypatch):
    drawn = {}

    def draw(request, template, facts, status):
        drawn.update(facts, template=template)
        return HttpResponse(status=status)

    monkeypatch.setattr("portal.common.middleware.render", draw)
    middleware = TooManyMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(request_from("203.0.113.9"), TooMany(61))
    assert response.status_code == 429
    assert response["Retry-After"] == "61"
    assert drawn == {"template": "429.html", "minutes": 2}


def test_other_errors_are_left_alone():
    middleware = TooManyMiddleware(lambda request: HttpResponse("fine"))
    assert middleware.process_exception(request_from("203.0.113.9"), ValueError()) is None
    assert middleware(request_from("203.0.113.9")).content == b"fine"
