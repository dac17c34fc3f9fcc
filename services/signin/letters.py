"""Letters about an account: each goes to exactly one address, and none is taken for another."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, override

from portal.accounts.models import User
from services.notifications import outbox
from services.signin.addresses import Address, addresses_of


@transaction.atomic
def post_letter(kind: str, address: Address, *, user: User | None = None, **facts: str) -> None:
    """Send a letter in the language in which this page is read."""
    contact = address.contact(get_language() or "vi", user)
    outbox.post(contact, kind, key=uuid.uuid4().hex, **facts)


def post_warning(user: User, what: str | Promise, *, also: Iterable[Address] = ()) -> None:
    """Tell somebody, wherever she is or was until now reached, that her account was changed."""
    with override(user.language):
        for address in dict.fromkeys([*also, *addresses_of(user)]):
            post_letter(
                "account/changed",
                address,
                user=user,
                what=str(what),
                path=reverse("account_security"),
            )
