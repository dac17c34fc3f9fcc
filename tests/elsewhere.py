"""A server on the internet that behaves as badly as servers do."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PATIENCE = 10  # Seconds; whoever listens longer has no patience to end.


class Strange(BaseHTTPRequestHandler):
    """Each address does what its name says; `/good` is good."""

    def log_message(self, *said):
        """Nothing is written into the tests' output."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path))
        if self.path == "/no-head":
            return self.say(405)
        return self.do()

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        return self.do()

    def do(self):
        path = self.path.partition("?")[0]
        if path in self.server.files:
            return self.say(200, self.server.files[path])
        return self.WAYS.get(path, lambda self: self.say(404))(self)

    def say(self, status: int, body: bytes = b"", **headers: str):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def trickle(self, part: bytes):
        """A letter now and then, for ever; until the other side hangs up."""
        with suppress(OSError):
            while not self.server.is_over.wait(0.05):
                self.wfile.write(part)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        self.trickle(b"x" * 1000)

    def moved_at_length(self):
        self.send_response(302)
        self.send_header("Location", "/good")
        self.end_headers()
        self.trickle(b"x" * 1000)

    def slow(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.trickle(b"X-Slow: yes\r\n")

    WAYS: dict[str, Callable] = {
        "/good": lambda self: self.say(200, b"good"),
        "/no-head": lambda self: self.say(200, b"good"),
        "/gone": lambda self: self.say(410),
        "/broken": lambda self: self.say(503),
        "/guarded": lambda self: self.say(403),
        "/loop": lambda self: self.say(302, Location="/loop2"),
        "/loop2": lambda self: self.say(302, Location="/loop"),
        "/moved": lambda self: self.say(301, Location="/good"),
        "/for-now": lambda self: self.say(302, Location="/good"),
        "/to-files": lambda self: self.say(302, Location="file:///etc/passwd"),
        "/endless": endless,
        "/moved-at-length": moved_at_length,
        "/slow": slow,
    }


class Elsewhere(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Strange)
        self.asked: list[tuple[str, str]] = []
        self.files: dict[str, bytes] = {}
        self.is_over = threading.Event()

    def at(self, path: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request, client_address):
        """Those who hang up are no fault."""


@contextmanager
def elsewhere(context: ssl.SSLContext | None = None) -> Iterator[Elsewhere]:
    server = Elsewhere()
    if context:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)


def untrusted(folder) -> ssl.SSLContext:
    """A certificate that nobody but its maker vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    moment = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(moment - timedelta(days=1))
    certificate = made.not_valid_after(moment + timedelta(days=1)).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = folder / "both.pem"
    file.write_bytes(key.private_bytes(pem, pkcs8, plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
