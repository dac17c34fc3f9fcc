import pytest
from django.test import Client

from portal.accounts.models import User
from tests.services.signin.doors import NHIS_PHONE, sign_in


@pytest.fixture
def nhi(db) -> User:
    """Nhi has a telephone and nothing else: no e-mail address, no password."""
    user = User(name="Kim Thị Nhi", phone=NHIS_PHONE)
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def lans(client, lan):
    """Lan's own browser, signed in."""
    sign_in(client)
    return client


@pytest.fixture
def without_sms(settings):
    """A portal without a gateway for SMS."""
    settings.HAS_SMS = False
    settings.ACCOUNT_LOGIN_METHODS = {"email"}


@pytest.fixture
def client2() -> Client:
    """Another browser."""
    return Client()


@pytest.fixture
def sms(settings, tmp_path):
    """The short messages that were sent, the newest last."""
    settings.SMS_FOLDER = tmp_path / "sms"

    def read() -> list[str]:
        files = sorted(settings.SMS_FOLDER.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return [file.read_text(encoding="utf-8").splitlines()[-1] for file in files]

    return read
