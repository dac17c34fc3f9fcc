"""Secrets in their column: closed without our keys, open with any of them, never a crash."""

import pickle

import pytest
from cryptography.fernet import Fernet

from portal.common.ciphers import Sealed, Unreadable, decrypt, encrypt, is_fresh, rotate

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NUMBER = "094185001234"


@pytest.fixture
def keys(settings):
    """Changes the keys that the portal holds."""

    def hold(*keys: str) -> None:
        settings.FIELD_ENCRYPTION_KEYS = list(keys)

    hold(OLD)
    return hold


def test_what_is_encrypted_says_nothing_and_comes_back(keys):
    token = encrypt(NUMBER)
    assert NUMBER not in token
    assert decrypt(token) == NUMBER


def test_nothing_stays_nothing(keys):
    assert encrypt("") == decrypt("") == ""


def test_the_newest_key_closes_and_the_older_ones_still_open(keys):
    before = encrypt(NUMBER)
    keys(NEW, OLD)
    assert decrypt(before) == NUMBER
    assert not is_fresh(before)
    assert is_fresh(rotate(before))


def test_a_rotated_secret_outlives_the_old_key(keys):
    token = encrypt(NUMBER)
    keys(NEW, OLD)
    token = rotate(token)
    keys(NEW)
    assert decrypt(token) == NUMBER


def test_without_its_key_a_secret_stays_closed(keys):
    token = encrypt(NUMBER)
    keys(NEW)
    with pytest.raises(Unreadable):
        decrypt(token)


def test_what_is_sealed_says_so_and_keeps_its_token():
    sealed = Sealed("gAAAA-token")
    assert "Không đọc được" in sealed
    assert pickle.loads(pickle.dumps(sealed)).token == sealed.token  # noqa: S301
