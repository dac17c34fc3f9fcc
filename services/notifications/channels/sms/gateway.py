"""A gateway that takes short messages by HTTP: one POST of JSON for each, signed.

    POST SMS_URL
    Content-Type: application/json
    Idempotency-Key: the id of the message, the same at every try
    X-Timestamp: seconds since 1970
    X-Signature: sha256=… HMAC-SHA256 with SMS_KEY over the timestamp, a full stop and the body

    {"id": "…", "to": "+84912345678", "from": "SocTrangSo", "text": "…"}

Any 2xx takes it, and 409 says that it was taken before; what the answer says besides is not read.
"""

import hashlib
import hmac
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPSConnection
from socket import SHUT_RDWR
from threading import Event, Timer
from urllib.parse import urlsplit

from services.notifications.channels.refusals import NotNow, Refused
from services.notifications.channels.sms.provider import ShortMessage

# The number or the text itself is at fault. Other refusals (401, 403, 404 …) may be our own
# settings' fault, which an operator can mend: those are tried again, and so are 429 and 5xx.
FOR_EVER = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.GONE,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)


class Gateway:
    """Hands short messages to an HTTP gateway."""

    def __init__(self, url: str, key: str, *, timeout: float) -> None:
        self.url = urlsplit(url)
        self.key = key
        self.timeout = timeout

    def send(self, short: ShortMessage) -> None:
        status = self.ask(short)
        if HTTPStatus(200) <= status < HTTPStatus(300) or status == HTTPStatus.CONFLICT:
            return
        if status in FOR_EVER:
            raise Refused(status)
        raise NotNow(status)

    def ask(self, short: ShortMessage) -> int:
        """The status of the gateway's answer; its words are never read, however many."""
        body = json.dumps(
            {"id": short.id, "to": short.to, "from": short.sender, "text": short.text},
            ensure_ascii=False,
        ).encode()
        path = f"{self.url.path or '/'}{'?' if self.url.query else ''}{self.url.query}"
        with self.connection() as connection:
            connection.request("POST", path, body, self.headers(short, body))
            with connection.getresponse() as answer:
                return answer.status

    def headers(self, short: ShortMessage, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signed = hmac.new(self.key.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": short.id,
            "X-Timestamp": timestamp,
            "X-Signature": f"sha256={signed.hexdigest()}",
            "Connection": "close",
        }

    @contextmanager
    def connection(self) -> Iterator[HTTPConnection]:
        """A connection that ends in time, even when the other side says a little now and then."""
        connection = self.over_tls() if self.url.scheme == "https" else self.in_the_clear()
        connection.connect()
        is_late = Event()
        watch = Timer(self.timeout, hang_up, [connection, is_late])
        watch.start()
        try:
            yield connection
        finally:
            watch.cancel()
            connection.close()
            if is_late.is_set():  # However it looked to whoever was reading.
                raise TimeoutError

    def over_tls(self) -> HTTPConnection:
        return HTTPSConnection(
            self.url.hostname or "",
            self.url.port,
            timeout=self.timeout,
            context=ssl.create_default_context(),
        )

    def in_the_clear(self) -> HTTPConnection:
        """For a machine of one's own; production's settings refuse such an address."""
        return HTTPConnection(self.url.hostname or "", self.url.port, timeout=self.timeout)


def hang_up(connection: HTTPConnection, is_late: Event) -> None:
    """Stop waiting: whoever reads meets the end."""
    is_late.set()
    with suppress(OSError, AttributeError):  # It may have ended meanwhile.
        connection.sock.shutdown(SHUT_RDWR)
