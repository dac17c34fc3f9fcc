"""Readers who come through the server's own door, where whole pages are kept."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from portal.pages_cache.doorkeeper import Doorkeeper
from portal.pages_cache.edition import edition

DECODERS = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass
class Read:
    """What a reader was answered."""

    status: int
    headers: dict[str, str]
    content: bytes
    was_kept: bool  # Answered at the door, without asking the site.

    @property
    def text(self) -> str:
        return DECODERS[self.headers.get("Content-Encoding")](self.content).decode()


class Readers:
    """`readers.get("/")`: one request, and whether the site itself had to answer it."""

    def __init__(self):
        self.site = WSGIHandler()
        self.asked = 0
        self.door = Doorkeeper(self.ask_site, megabytes=4)

    def ask_site(self, environ, start_response):
        self.asked += 1
        return self.site(environ, start_response)

    def get(self, address: str, *, method: str = "GET", **headers: str) -> Read:
        sent = {"host": "localhost"} | headers
        named = {name.replace("_", "-"): value for name, value in sent.items()}
        environ = RequestFactory().generic(method, address, headers=named).environ
        before, said = self.asked, []
        with connections_left_open():
            body = self.door(environ, lambda *head: said.extend(head))
            content = b"".join(body)
            if hasattr(body, "close"):
                body.close()
        return Read(int(said[0][:3]), dict(said[1]), content, self.asked == before)


@contextmanager
def connections_left_open() -> Iterator[None]:
    """As Django's own test client does: the test's transaction goes on after a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def readers(monkeypatch) -> Readers:
    """A door of one's own, at which nothing was asked yet."""
    monkeypatch.setattr(edition, "word", None)
    monkeypatch.setattr(edition, "looked_at", float("-inf"))
    return Readers()
