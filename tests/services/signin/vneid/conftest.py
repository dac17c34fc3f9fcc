"""VNeID as a real provider, honest or not, and the way there and back."""

from collections.abc import Iterator

import pytest

from tests.oidc import Provider, Relay, running_provider, running_relay
from tests.services.signin.vneid.walk import CLAIMS, SUB


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def vneid(provider, settings, db) -> Provider:
    """The portal is a client of the provider, and the provider knows Lan."""
    return be_client_of(provider, settings)


@pytest.fixture
def crooked(provider, settings, db) -> Iterator[Relay]:
    """The same, with somebody in between who does what the test says."""
    with running_relay(provider) as relay:
        be_client_of(relay.provider, settings)
        yield relay


def be_client_of(provider: Provider, settings) -> Provider:
    settings.SITE_URL = "http://testserver"
    settings.VNEID_ISSUER = provider.url
    settings.VNEID_CLIENT_ID = "soctrang"
    settings.VNEID_CLIENT_SECRET = "mật khẩu & 100 %"
    provider.knows(SUB, **CLAIMS)
    return provider
