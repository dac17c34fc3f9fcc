"""VNeID is configured wholly or not at all, and what cannot be meant stops the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import vneid

WHOLE = {
    "issuer": "https://vneid.example",
    "client_id": "soctrang",
    "client_secret": "x" * 32,
    "scopes": ["openid", "profile"],
    "algorithms": ["RS256", "ES256", "PS256"],
    "over_http": False,
}
NOTHING = {"issuer": "", "client_id": "", "client_secret": ""}


@pytest.mark.parametrize("said", [WHOLE, WHOLE | NOTHING])
def test_all_is_fine_and_nothing_is(said):
    assert vneid.check(**said) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"client_id": ""}, "VNeID is half configured: set VNEID_CLIENT_ID too"),
        ({"issuer": "", "client_secret": ""}, "set VNEID_ISSUER and VNEID_CLIENT_SECRET too"),
        ({"issuer": "http://vneid.example"}, "must begin with https://"),
        ({"issuer": "vneid.example"}, "must be an address"),
        ({"issuer": "ftp://vneid.example"}, "must be an address"),
        ({"issuer": "https://vneid.example/?x=1"}, "must be an address"),
        ({"scopes": ["profile"]}, "must contain openid"),
        ({"algorithms": []}, "must list some of"),
        ({"algorithms": ["RS256", "none"]}, "must list some of"),
        ({"algorithms": ["HS256"]}, "must list some of"),
    ],
)
def test_nonsense_does_not_start(wrong, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        vneid.check(**WHOLE | wrong)


def test_plain_http_is_for_demonstrations():
    assert vneid.check(**WHOLE | {"issuer": "http://127.0.0.1:9400", "over_http": True}) is None
