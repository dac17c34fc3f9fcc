"""VNeID's part, played by a real OpenID Connect provider in a process of its own.

`Relay` stands in front of it where a test needs it to lie, to stammer or to fall silent.
"""

import base64
import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.waiting import until

DISCOVERY, KEYS = "/.well-known/openid-configuration", "/jwks"
TOKEN, USERINFO = "/oauth2/token", "/userinfo"
PATIENCE = 20  # Seconds that a test waits for the provider itself.
PAUSE = 0.02  # Between two bytes of one who stammers.


class Provider:
    """A provider at an address, and the people who have an identity there."""

    def __init__(self, url: str) -> None:
        self.url = url

    def knows(self, sub: str, **claims: object) -> str:
        requests.put(f"{self.url}/users/{sub}", json=claims, timeout=PATIENCE).raise_for_status()
        return sub

    def agree(self, address: str, sub: str) -> str:
        """Somebody confirms at the provider's page that it is she; where it sends her then."""
        return sent_back(address, sub=sub)

    def stop(self, address: str) -> str:
        """Somebody presses “deny” there."""
        return sent_back(address, action="deny")


def sent_back(address: str, **said: str) -> str:
    answer = requests.post(address, data=said, allow_redirects=False, timeout=PATIENCE)
    return answer.headers["Location"]


@contextmanager
def running_provider() -> Iterator[Provider]:
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: answers(provider.url))
        yield provider
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return requests.get(url + DISCOVERY, timeout=PATIENCE).ok
    except requests.ConnectionError:
        return False


class Relay(ThreadingHTTPServer):
    """Hands everything on to the provider and back, but for what a test has twisted."""

    daemon_threads = True

    def __init__(self, behind: Provider) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind = behind
        self.provider = Provider(f"http://127.0.0.1:{self.server_port}")
        self.twists: dict[str, Callable] = {}
        self.asked: Counter[str] = Counter()
        self.closing = Event()

    def says(self, path: str, **changes: object) -> None:
        """Let an answer in JSON say something else; None takes a word away."""

        def twist(handler: "Handler") -> None:
            said = handler.ask().json() | changes
            handler.say_json({name: word for name, word in said.items() if word is not None})

        self.twists[path] = twist

    def answers(self, path: str, body: bytes, *, status: int = 200) -> None:
        self.twists[path] = lambda handler: handler.say(body, status=status)

    def falls_silent(self, path: str) -> None:
        """Take the question, and never answer."""
        self.twists[path] = lambda handler: self.closing.wait()

    def stammers(self, path: str) -> None:
        """Answer byte by byte, without end."""

        def twist(handler: "Handler") -> None:
            handler.begin({"Content-Length": "100000"})
            while not self.closing.wait(PAUSE):
                handler.wfile.write(b" ")

        self.twists[path] = twist

    def signs_anew(self, sign: Callable[[dict], str] | None = None, **changes: object) -> None:
        """Let the id_token say something else, signed as it should be with a published key."""
        sign = sign or signed

        def twist(handler: "Handler") -> None:
            said = handler.ask().json()
            claims = jwt.decode(said["id_token"], options={"verify_signature": False}) | changes
            claims = {name: word for name, word in claims.items() if word is not None}
            handler.say_json(said | {"id_token": sign(claims)})

        self.twists[TOKEN] = twist
        self.twists[KEYS] = lambda handler: handler.say_json({"keys": [public_key()]})


class Handler(BaseHTTPRequestHandler):
    server: Relay

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked[path] += 1
        twist = self.server.twists.get(path, Handler.hand_back)
        try:
            twist(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # They hung up, as they should.

    do_POST = do_PUT = do_GET  # noqa: N815 - so http.server calls them.

    def hand_back(self) -> None:
        answer = self.ask()
        kept = {
            k: v for k, v in answer.headers.items() if k.lower() in {"location", "content-type"}
        }
        self.say(answer.content, status=answer.status_code, **kept)

    def ask(self) -> requests.Response:
        """Ask the provider; it believes to be at the relay's address, and calls itself so."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return requests.request(
            self.command,
            self.server.behind.url + self.path,
            headers=dict(self.headers),
            data=body,
            allow_redirects=False,
            timeout=PATIENCE,
        )

    def say_json(self, said: object) -> None:
        self.say(json.dumps(said).encode(), **{"Content-Type": "application/json"})

    def say(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.begin({"Content-Length": str(len(body)), **headers}, status=status)
        self.wfile.write(body)

    def begin(self, headers: dict[str, str], *, status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing on the tests' screen."""


@contextmanager
def running_relay(behind: Provider) -> Iterator[Relay]:
    with Relay(behind) as relay:
        thread = Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield relay
        relay.closing.set()
        relay.shutdown()
        thread.join()


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_key(**more: str) -> dict:
    return {
        **jwt.algorithms.RSAAlgorithm.to_jwk(key().public_key(), as_dict=True),
        "kid": "k1",
        **more,
    }


def signed(claims: dict, **header: str) -> str:
    return jwt.encode(claims, key(), algorithm="RS256", headers={"kid": "k1", **header})


def unsigned(claims: dict) -> str:
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"})


def signed_by_a_stranger(claims: dict) -> str:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, other, algorithm="RS256", headers={"kid": "k1"})


def signed_with_what_is_public(claims: dict) -> str:
    """The old trick: the public key, which everybody has, taken for a shared secret."""
    secret = key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = [{"alg": "HS256", "typ": "JWT", "kid": "k1"}, claims]
    words = b".".join(base64url(json.dumps(part).encode()) for part in parts)
    seal = hmac.new(secret, words, hashlib.sha256).digest()
    return b".".join([words, base64url(seal)]).decode()


def base64url(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
