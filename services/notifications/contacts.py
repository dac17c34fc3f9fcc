"""Whom a message is for: what is known of how to reach a person, and in which language."""

from dataclasses import dataclass

from portal.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Ways to reach a resident; all may be empty, and then nothing is sent."""

    email: str = ""
    phone: str = ""
    user: User | None = None
    language: str = "vi"
