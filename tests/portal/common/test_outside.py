"""Servers that are not ours say what they like; we listen for so long, and never go inside."""

import pytest

from portal.common import guarded
from portal.common.outside import Trouble, Unheard, ask
from tests.elsewhere import elsewhere, untrusted


@pytest.fixture(scope="module")
def there():
    with elsewhere() as server:
        yield server


def trouble(url: str, **options) -> Trouble:
    with pytest.raises(Unheard) as caught:
        ask(url, **{"private": True, "seconds": 5} | options)
    return caught.value.trouble


def test_what_is_said_is_heard_and_no_more_than_asked(there):
    heard = ask(there.at("/good"), private=True, most=10)
    assert (heard.status, heard.body) == (200, b"good")
    assert ask(there.at("/good"), private=True).body == b""
    assert trouble(there.at("/good"), most=3) == Trouble.TOO_BIG


def test_it_goes_where_it_is_led_and_says_so(there):
    heard = ask(there.at("/moved"), private=True)
    assert (heard.url, heard.moved_for_good) == (there.at("/good"), True)
    assert not ask(there.at("/for-now"), private=True).moved_for_good
    assert trouble(there.at("/loop")) == Trouble.LOOP
    assert trouble(there.at("/to-files")) == Trouble.ADDRESS


def test_nobody_listens_to_what_is_said_on_the_way(there):
    """A redirect's body may be anything, of any length."""
    assert ask(there.at("/moved-at-length"), private=True, seconds=5).url == there.at("/good")


@pytest.mark.parametrize(("path", "most"), [("/slow", 0), ("/endless", 10**9)])
def test_a_visit_ends_in_time_however_the_words_trickle_in(there, path, most):
    assert trouble(there.at(path), seconds=0.4, most=most) == Trouble.SLOW


def test_a_certificate_nobody_vouches_for_is_not_trusted(tmp_path):
    with elsewhere(untrusted(tmp_path)) as server:
        assert trouble(server.at("/good", "https")) == Trouble.TLS


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0/",
        "http://2130706433/",
        "http://localhost/",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
    ],
)
def test_nobody_leads_us_into_our_own_house(address):
    assert trouble(address, private=False) == Trouble.PRIVATE


def test_nor_by_a_name_or_a_redirect_that_leads_there(monkeypatch, there):
    real = guarded.is_public
    monkeypatch.setattr(guarded, "is_public", lambda one: one == "127.0.0.1" or real(one))
    handler = there.RequestHandlerClass
    inside = {"/in": lambda self: self.say(302, Location="http://10.0.0.7/")}
    monkeypatch.setattr(handler, "WAYS", handler.WAYS | inside)
    assert trouble(there.at("/in"), private=False) == Trouble.PRIVATE


@pytest.mark.parametrize(
    "address", ["ftp://soctrang.gov.vn/", "file:///etc/passwd", "http:///x", "http://a:b/", "//x"]
)
def test_what_is_no_address_of_the_web_is_not_asked(address):
    assert trouble(address, private=False) == Trouble.ADDRESS


def test_a_name_nobody_has(there):
    assert trouble("http://khong-co.invalid/") == Trouble.DNS
    assert trouble(f"http://{'a' * 70}.vn/") == Trouble.DNS


def test_a_server_that_is_not_there(there):
    assert trouble("http://127.0.0.1:1/") == Trouble.SILENT
