"""An e-mail address or a mobile number: by either people are known here, and codes reach them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from portal.accounts.models import User
from portal.common.phones import show_phone
from services.notifications.contacts import Contact


@dataclass(frozen=True)
class Address:
    """Where somebody can be reached, spelt as it is stored."""

    value: str  # lan@example.vn or +84912345678

    def __str__(self) -> str:
        return show_phone(self.value) if self.is_phone else self.value

    @property
    def is_phone(self) -> bool:
        return "@" not in self.value

    def owner(self) -> User | None:
        """Whose this is: a confirmed address is, or one that an administrator has given."""
        if self.is_phone:
            return User.objects.filter(phone=self.value).first()
        confirmed = Q(emailaddress__email=self.value, emailaddress__verified=True)
        return User.objects.filter(Q(email=self.value) | confirmed).first()

    def contact(self, language: str, user: User | None = None) -> Contact:
        """For a message to exactly this address."""
        ways = {"phone": self.value} if self.is_phone else {"email": self.value}
        return Contact(language=language, user=user, **ways)


def addresses_of(user: User) -> list[Address]:
    """Where this person can be reached, the e-mail address first."""
    return [Address(value) for value in (user.email, user.phone) if value]


def present_address(user: User) -> Address | None:
    """The address at which this person can prove to be herself."""
    reachable = [a for a in addresses_of(user) if settings.HAS_SMS or not a.is_phone]
    return reachable[0] if reachable else None
