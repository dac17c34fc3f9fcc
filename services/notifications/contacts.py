"""Whom a message is for: what is known of how to reach a person, and in which language."""

import re
from dataclasses import dataclass, replace

from portal.accounts.models import User
from portal.common.phones import read_phone

MOBILE = re.compile(r"\+84[35789]\d{8}")  # Other lines take no SMS.


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Ways to reach a person, with or without an account; all may be empty."""

    email: str = ""
    phone: str = ""
    user: User | None = None
    language: str = "vi"

    @property
    def mobile(self) -> str:
        """The number to which an SMS can go, if any."""
        number = read_phone(self.phone) or ""
        return number if MOBILE.fullmatch(number) else ""

    @property
    def address(self) -> str:
        """The e-mail address, in one spelling: nobody is told twice for a capital letter."""
        return self.email.strip().lower()

    def with_own(self) -> "Contact":
        """The same person, by the address and number of her account where none was given."""
        if self.user is None:
            return self
        email = self.email.strip() or self.user.email or ""
        return replace(self, email=email, phone=self.phone.strip() or self.user.phone or "")

    def in_own_language(self) -> "Contact":
        """The same person, in the language she chose if she has an account."""
        return replace(self, language=self.user.language) if self.user else self
