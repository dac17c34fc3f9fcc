"""The first whom a request meets: answers again what was answered before, or lets it in."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from portal.logs import note_request
from portal.pages_cache.answer import Answer, Header, encoding_for, may_be_kept
from portal.pages_cache.edition import edition
from portal.pages_cache.request import (
    Environ,
    asked_of,
    drop_tracking,
    is_a_readers,
    is_bare,
    page_of,
)
from portal.pages_cache.sharing import SHARED, Shared
from portal.pages_cache.shelf import Shelf

MEGABYTE = 1024 * 1024
TURNS = 64  # Pages that share a turn wait for each other; a few dozen are enough.
LONGEST_WAIT = 5.0  # Seconds for another's rendering; after them one renders for oneself.
MOST_PAGES = 10_000  # Of which we remember what they read.

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Doorkeeper:
    """A WSGI application before another one."""

    def __init__(self, application: Application, *, megabytes: int) -> None:
        self.application = application
        self.shelf = Shelf(megabytes * MEGABYTE)
        self.reads: dict[tuple[str, ...], frozenset[str]] = {}  # Of pages known to be shared.
        self.turns = [Lock() for _number in range(TURNS)]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self.shelf.most or not is_a_readers(environ):
            return self.application(environ, start_response)
        started = time.perf_counter()
        drop_tracking(environ)
        answer = self.kept(environ)
        if answer is None:
            with self.turn(environ):
                answer = self.kept(environ)  # The one before her may just have asked for it.
                if answer is None:
                    return self.let_in(environ, start_response)
        status, head, body = answered(answer, environ)
        start_response(status, head)
        note_request(environ["REQUEST_METHOD"], answer.route, int(status[:3]), started)
        return body

    def kept(self, environ: Environ) -> Answer | None:
        """What was answered before, unless anything changed since, or the minute is over.

        Greetings, alerts and publishing by the clock all change with the minute.
        """
        key = self.key_of(environ)
        answer = self.shelf.get(key) if key else None
        if answer and answer.edition == edition.current() and answer.minute == this_minute():
            return answer
        return None

    def key_of(self, environ: Environ) -> tuple | None:
        """Which answer is asked for; None when we know of none, or it was asked too much."""
        page = page_of(environ)
        reads = self.reads.get(page)
        asked = asked_of(environ, reads) if reads is not None else None
        return None if asked is None else (page, asked)

    @contextmanager
    def turn(self, environ: Environ) -> Iterator[None]:
        """One renders a page that many ask for; the others wait, but not for ever."""
        key = self.key_of(environ)
        lock = self.turns[hash(key) % TURNS] if key else None
        has_turn = lock is not None and lock.acquire(timeout=LONGEST_WAIT)
        try:
            yield
        finally:
            if lock is not None and has_turn:
                lock.release()

    def let_in(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Have the site answer, and keep the answer if its view shares it."""
        before, minute, method = edition.current(), this_minute(), environ["REQUEST_METHOD"]
        environ["REQUEST_METHOD"] = "GET"  # HEAD has the same head, and keeps the page as well.
        heard: list[Any] = []
        body = self.application(environ, lambda *said: heard.extend(said))
        environ["REQUEST_METHOD"] = method
        status, headers = heard[:2]
        shared = environ.get(SHARED)
        if before is None or shared is None or not may_be_kept(status, headers):
            start_response(*heard)
            return body if method == "GET" else nothing_of(body)
        answer = Answer(headers, b"".join(body), edition=before, minute=minute, route=shared.route)
        close(body)
        self.keep(environ, answer, shared)
        status, head, given = answered(answer, environ)
        start_response(status, head)
        return given

    def keep(self, environ: Environ, answer: Answer, shared: Shared) -> None:
        """Put it on the shelf, unless it was asked more than its page reads, or came with a
        cookie of ours that may have left a trace in it."""
        if len(self.reads) >= MOST_PAGES:
            self.reads.clear()
        self.reads[page_of(environ)] = shared.reads
        key = self.key_of(environ)
        if key and is_bare(environ):
            self.shelf.put(key, answer)


def this_minute() -> int:
    return int(time.time() // 60)


def answered(answer: Answer, environ: Environ) -> tuple[str, list[Header], list[bytes]]:
    """Status, head and body in the reader's encoding; or only that she has it already."""
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if answer.is_had(environ.get("HTTP_IF_NONE_MATCH", ""), encoding):
        return "304 Not Modified", answer.short_head(encoding), []
    body = [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body(encoding)]
    return "200 OK", answer.head(encoding), body


def nothing_of(body: Iterable[bytes]) -> list[bytes]:
    close(body)
    return []


def close(body: Iterable[bytes]) -> None:
    """As WSGI asks: the site ends its request here."""
    ended = getattr(body, "close", None)
    if ended:
        ended()
