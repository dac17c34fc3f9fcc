"""A real SMS gateway in a thread, which can be told to misbehave."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

KEY = "a key that both sides know"
FRESH = 300  # Seconds within which a signed request is believed.
NONSENSE = b"<html>\xff\x00 it works!" + b"?" * 100_000


class SmsGateway(ThreadingHTTPServer):
    """Keeps what it takes, once for each id; `answer` and `mood` say how it behaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.sent: dict[str, dict] = {}
        self.requests: list[dict] = []
        self.answer = 200
        self.mood = "kind"
        self.may_answer = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/send?from=portal"


class Desk(BaseHTTPRequestHandler):
    """Takes one short message."""

    server: SmsGateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.is_signed(body):
            self.reply(401)
            return
        short = json.loads(body)
        self.server.requests.append(short)
        if self.server.answer < 300:
            self.server.sent.setdefault(short["id"], short)
        getattr(self, f"be_{self.server.mood}")()

    def is_signed(self, body: bytes) -> bool:
        timestamp = self.headers["X-Timestamp"]
        signed = hmac.new(KEY.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
        return self.headers["X-Signature"] == f"sha256={signed.hexdigest()}" and (
            abs(time.time() - int(timestamp)) < FRESH
        )

    def reply(self, status: int, body: bytes = b"{}") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def be_kind(self) -> None:
        self.reply(self.server.answer)

    def be_silent(self) -> None:
        self.server.may_answer.wait(60)

    def be_gone(self) -> None:
        self.close_connection = True

    def be_babbling(self) -> None:
        self.reply(self.server.answer, NONSENSE)

    def be_repetitive(self) -> None:
        self.reply(self.server.answer)
        self.reply(500)

    def be_foreign(self) -> None:
        self.wfile.write(b"220 this is a mail server\r\n")

    def be_slow(self) -> None:
        """A sign of life now and then, and never an answer."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.may_answer.wait(0.05):
            self.wfile.write(b"X-Please: wait\r\n")

    def be_endless(self) -> None:
        self.send_response(self.server.answer)
        self.end_headers()
        while not self.server.may_answer.is_set():
            self.wfile.write(b"?" * 10_000)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # The portal hung up, as it should.
            self.close_connection = True

    def log_message(self, *args) -> None:
        """Says nothing: what it heard is in `requests`."""


@pytest.fixture
def sms_gateway(settings) -> Iterator[SmsGateway]:
    """A gateway that the portal uses."""
    gateway = SmsGateway()
    thread = Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.SMS_URL, settings.SMS_KEY, settings.SMS_TIMEOUT = gateway.url, KEY, 5
    yield gateway
    gateway.may_answer.set()
    gateway.shutdown()
    gateway.server_close()
    thread.join()
