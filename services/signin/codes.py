"""A one-time code on its way to an address, awaited in this session with what it is for.

An address that may have no code, because it is somebody else's already, is awaited in the same
way and nothing on the page tells them apart; its letter does.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from portal.common.moments import now
from services.signin.addresses import Address
from services.signin.letters import post_letter
from services.signin.tries import CODE_LIVES, TRIES, may_try, spend_letter

RESENDS = 2


class AwaitedCode:
    """One kind of code; a visitor awaits one of each kind at most."""

    kind = ""  # Of the letter that carries it.

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.place = f"awaited:{self.kind}"

    @property
    def state(self) -> dict[str, Any] | None:
        """What is awaited; None when nothing is, or no more."""
        state = self.request.session.get(self.place)
        if state and now().timestamp() - state["at"] <= CODE_LIVES.total_seconds():
            return state
        return None

    @property
    def address(self) -> Address:
        return Address(self.awaited["address"])

    @property
    def awaited(self) -> dict[str, Any]:
        if self.state is None:
            raise LookupError("No code is awaited.")
        return self.state

    @property
    def can_resend(self) -> bool:
        return self.awaited["resends"] < RESENDS

    def begin(self, address: Address, **more: Any) -> None:
        """Send a code to the address, and await it."""
        state = {"address": address.value, "at": now().timestamp(), "resends": 0, "wrong": 0}
        self.request.session[self.place] = state | more
        self.send()

    def send(self) -> None:
        spend_letter(self.request, self.address)
        self.awaited["code"] = ""
        if self.is_free():
            self.awaited["code"] = get_adapter().generate_login_code()
            post_letter(self.kind, self.address, code=self.awaited["code"])
        else:
            self.explain()
        self.request.session.modified = True

    def resend(self) -> None:
        self.awaited["resends"] += 1
        self.send()

    def is_free(self) -> bool:
        """Whether a code may be sent to the address at all."""
        return True

    def explain(self) -> None:
        """Post the letter that goes instead of a code."""

    def takes(self, typed: str) -> bool:
        """Whether this is the code; a few wrong ones are forgiven."""
        code = self.awaited["code"]
        is_right = may_try(code) and compare_user_code(actual=typed, expected=code)
        if not is_right:
            self.awaited["wrong"] += 1
            self.request.session.modified = True
        return is_right

    @property
    def is_spent(self) -> bool:
        """Whether it was guessed at too often."""
        return self.awaited["wrong"] >= TRIES

    def end(self) -> dict[str, Any]:
        """Await it no more; what it was for."""
        return self.request.session.pop(self.place)
