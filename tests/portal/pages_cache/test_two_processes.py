"""What is published in one process is seen by the readers of every other within two seconds."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import pytest
from django.conf import settings

from portal.management.ports import answers
from tests.waiting import until
from tests.worker import OUTSIDE, database_url

PROMISED = 2.0  # Seconds.
WORKERS = 2


@pytest.fixture
def port(transactional_db) -> Iterator[int]:
    """The portal's server with two processes, on this test's database and cache."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cache = settings.CACHES["default"]
    env = {
        "DATABASE_URL": database_url(),
        "TEST_CACHE_PREFIX": cache["KEY_PREFIX"],
        "TEST_CACHE_FOLDER": str(cache["LOCATION"]),
    }
    options = f"--bind 127.0.0.1:{port} --workers {WORKERS} --threads 2 --worker-class gthread"
    quiet = "--no-control-socket --log-level warning --graceful-timeout 1"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options.split(), *quiet.split(), "portal.wsgi"],
        cwd=settings.BASE_DIR,
        env=os.environ | OUTSIDE | env,
        start_new_session=True,
    )
    until(lambda: answers(port) or server.poll() is not None)
    yield port
    server.terminate()
    server.wait()


class Line:
    """A connection that stays with one of the processes."""

    def __init__(self, port: int):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def read(self, address: str) -> tuple[int, str]:
        with suppress(HTTPException, ConnectionError):  # It may have been idle for too long.
            return self.ask(address)
        self.connection.close()
        return self.ask(address)

    def ask(self, address: str) -> tuple[int, str]:
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.fixture
def lines(port) -> Iterator[list[Line]]:
    """So many connections that each process has some of them."""
    lines = [Line(port) for _number in range(4 * WORKERS)]
    yield lines
    for line in lines:
        line.connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_is_published_here_is_read_everywhere(article, lines):
    assert all("Đèn sáng" not in text for _status, text in read_all(lines, article.url))
    article.title = "Đèn sáng lại rồi"
    article.save_revision().publish()
    until(lambda: everybody_reads(lines, article.url, "Đèn sáng lại rồi"), seconds=PROMISED)

    article.unpublish()
    until(lambda: nobody_reads(lines, article.url), seconds=PROMISED)


def read_all(lines: list[Line], address: str) -> list[tuple[int, str]]:
    return [line.read(address) for line in lines]


def everybody_reads(lines: list[Line], address: str, words: str) -> bool:
    return all(words in text for _status, text in read_all(lines, address))


def nobody_reads(lines: list[Line], address: str) -> bool:
    return all(status == 404 for status, _text in read_all(lines, address))
