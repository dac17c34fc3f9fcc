"""What must not be readable in a stolen database: encrypted in its column, keys outside it.

`FIELD_ENCRYPTION_KEYS` lists Fernet keys, the newest first: it encrypts, all decrypt. To change
keys, put a new one in front, run `manage.py rotate_keys`, then drop the old one.
"""

from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.translation import gettext

TOKEN = "gAAAA"  # noqa: S105 - how every token of Fernet's begins.


class Unreadable(Exception):
    """None of our keys opens this."""


class Sealed(str):
    """Stands for a secret whose key is gone: says so on the page, and is saved unharmed."""

    token: str

    def __new__(cls, token: str) -> "Sealed":
        sentence = super().__new__(cls, gettext("Cannot be read: its key is missing."))
        sentence.token = token
        return sentence

    def __getnewargs__(self) -> tuple[str]:
        return (self.token,)


def encrypt(text: str) -> str:
    """The text as only our keys can read it; nothing stays nothing."""
    return _fernet().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """What was encrypted; raises Unreadable when no key of ours fits."""
    if not token:
        return ""
    try:
        return _fernet().decrypt(token.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def rotate(token: str) -> str:
    """The same secret under the newest key."""
    return encrypt(decrypt(token))


def is_fresh(token: str) -> bool:
    """Whether the newest key opens this already, or there is nothing to open."""
    if not token:
        return True
    try:
        _ring(tuple(settings.FIELD_ENCRYPTION_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def _fernet() -> MultiFernet:
    return _ring(tuple(settings.FIELD_ENCRYPTION_KEYS))


@cache
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedTextField(models.TextField):
    """Text that stands encrypted in the database and plain in Python. Cannot be searched."""

    def value_to_string(self, obj: models.Model) -> str:
        """What a dump of the database carries: the secret, still closed."""
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def to_python(self, value: Any) -> Any:
        """What a dump brings back is opened; anything else is taken as it comes."""
        if isinstance(value, str) and not isinstance(value, Sealed) and value.startswith(TOKEN):
            return self.opened(value)
        return super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.token
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return self.opened(value) if value else value

    @staticmethod
    def opened(token: str) -> str:
        """The secret, or what stands for it when its key is gone."""
        try:
            return decrypt(token)
        except Unreadable:
            return Sealed(token)
