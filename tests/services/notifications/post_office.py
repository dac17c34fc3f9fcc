"""A real mail server in a thread, which can be told to misbehave."""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller


class PostOffice:
    """Keeps the letters it takes; `refuse` and `mood` say how it behaves."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}  # SMTP command to answer.
        self.mood = "kind"
        self.asked = Event()  # A letter has begun to arrive.
        self.may_answer = Event()

    # The names of these methods are aiosmtpd's.

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.refuse.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.refuse.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.asked.set()
        if self.mood == "dies":
            server.transport.abort()
        if self.mood == "hangs":
            await asyncio.to_thread(self.may_answer.wait, 60)
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class PostOfficeDoor(Controller):
    """Opens a post office on a free port of this machine."""

    def __init__(self, office: PostOffice):
        super().__init__(office, hostname="127.0.0.1", port=free_port())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
