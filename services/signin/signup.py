"""Opening an account: it exists only once its address is confirmed.

Until then a name and an address are nobody's, so that a stranger who types mine can neither
keep me out nor prepare a password for an account that I shall use.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import complete_signup
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from services.signin import actions
from services.signin.addresses import Address
from services.signin.codes import AwaitedCode
from services.signin.letters import post_letter


class SignUp(AwaitedCode):
    """A visitor who has said who she is, and awaits the code that confirms her address."""

    kind = "account/confirm"

    def is_free(self) -> bool:
        return self.address.owner() is None

    def explain(self) -> None:
        post_letter("account/exists", self.address, path=reverse("account_login"))

    def finish(self, redirect_url: str | None) -> HttpResponse | None:
        """Open the account and sign in; None when the address became somebody else's meanwhile."""
        facts = self.end()
        address = Address(facts["address"])
        try:
            user = actions.open_account(
                address,
                name=facts["name"],
                password=facts["password"],
                language=get_language() or "vi",
            )
        except IntegrityError:
            return None
        way = {"phone" if address.is_phone else "email": address.value}
        record_authentication(self.request, user, method="code", **way)
        return complete_signup(self.request, user, None, redirect_url)


def begin_signup(request: HttpRequest, *, address: str, name: str, password: str) -> None:
    """Await a code; a password is kept hashed, and hashed whoever the address belongs to."""
    kept = make_password(password) if password else ""
    SignUp(request).begin(Address(address), name=name, password=kept)
