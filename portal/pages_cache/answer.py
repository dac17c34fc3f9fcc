"""One answer as it is kept: its head, and its body in each encoding a browser may ask for."""

import gzip
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

import brotli

Header = tuple[str, str]
Encode = Callable[[bytes], bytes]

PLAIN = "identity"
# The best first; a body is compressed when it is first asked for.
ENCODERS: dict[str, Encode] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    PLAIN: lambda body: body,
}
# A reader's own copy, and a proxy's, is a second old at most: changes are promised within two.
CACHE_CONTROL = "public, max-age=0, stale-while-revalidate=1"
# Whoever has a session is answered for herself: her browser asks anew after she signed in or out.
VARY = "Accept-Encoding, Cookie"
# A date alone would say that nothing changed where something but the newest was withdrawn.
OURS = {"cache-control", "content-encoding", "content-length", "etag", "last-modified", "vary"}
MAY_VARY = {"accept-encoding", "accept-language", "cookie"}  # The address decides the language.


class Answer:
    """A page for everyone, of one edition and one minute."""

    def __init__(
        self,
        headers: list[Header],
        body: bytes,
        *,
        edition: str,
        minute: int,
        route: str | None,
    ) -> None:
        self.edition, self.minute, self.route = edition, minute, route
        self.headers = [header for header in headers if header[0].lower() not in OURS]
        self.digest = blake2b(body, digest_size=12).hexdigest()
        self.bodies = {PLAIN: body}
        self.heads: dict[str, list[Header]] = {}

    @property
    def size(self) -> int:
        """What it takes in memory, about: plain, compressed, and its head."""
        return len(self.bodies[PLAIN]) * 3 // 2 + 2_000

    def body(self, encoding: str) -> bytes:
        body = self.bodies.get(encoding)
        if body is None:
            body = self.bodies[encoding] = ENCODERS[encoding](self.bodies[PLAIN])
        return body

    def head(self, encoding: str) -> list[Header]:
        head = self.heads.get(encoding)
        if head is None:
            head = self.heads[encoding] = self.head_in(encoding)
        return head

    def head_in(self, encoding: str) -> list[Header]:
        length = str(len(self.body(encoding)))
        encoded = [] if encoding == PLAIN else [("Content-Encoding", encoding)]
        return [*self.headers, *self.validators(encoding), *encoded, ("Content-Length", length)]

    def short_head(self, encoding: str) -> list[Header]:
        """The head of an answer without a body: what the reader has is still right."""
        kept = [header for header in self.headers if not header[0].lower().startswith("content-")]
        return [*kept, *self.validators(encoding)]

    def validators(self, encoding: str) -> list[Header]:
        return [
            ("Cache-Control", CACHE_CONTROL),
            ("ETag", self.etag(encoding)),
            ("Vary", VARY),
        ]

    def etag(self, encoding: str) -> str:
        """Strong, so another in each encoding."""
        return f'"{self.digest}-{encoding}"'

    def is_had(self, if_none_match: str, encoding: str) -> bool:
        """Whether the reader has it already, by what she sent as If-None-Match."""
        had = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in had or self.etag(encoding) in had


def may_be_kept(status: str, headers: list[Header]) -> bool:
    """Whether an answer its view shares may be kept: nothing in its head is for one person."""
    head = {name.lower(): value for name, value in headers}
    said = head.get("cache-control", "")
    varies = {name.strip().lower() for name in head.get("vary", "").split(",") if name.strip()}
    return (
        status.startswith("200 ")
        and "set-cookie" not in head
        and "content-encoding" not in head
        and not any(word in said for word in ("private", "no-store", "no-cache"))
        and varies <= MAY_VARY
    )


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The best encoding a browser takes, by its Accept-Encoding."""
    taken = {name for name, weight in map(read_choice, accepted.split(",")) if weight > 0}
    return next((name for name in ENCODERS if name in taken), PLAIN)


def read_choice(choice: str) -> tuple[str, float]:
    """`gzip;q=0.5` as a name and a weight; nonsense weighs nothing."""
    name, _, weight = choice.lower().partition(";")
    try:
        return name.strip(), float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip(), 0.0
