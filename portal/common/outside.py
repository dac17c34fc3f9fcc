"""Asking servers that are not ours: bounded in time and size, whoever wrote their addresses."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError

from portal.common.guarded import Guarded, Trouble, Unheard, Visit, time_left, visit

MOST_HOPS = 5
PART = 64 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
WHO_ASKS = f"SocTrangSo/1.0 (+{settings.SITE_URL})"


class OneStep(requests.Session):
    """Goes nowhere by itself; to look only where it is led, requests would read a whole body."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


@dataclass(frozen=True)
class Heard:
    """What a server said, and where it said it."""

    status: int
    url: str
    body: bytes = b""
    moved_for_good: bool = False


def ask(
    url: str, *, method: str = "GET", seconds: float = 20, most: int = 0, private: bool = False
) -> Heard:
    """What is said at this address, wherever it leads; of its body at most so many bytes.

    With `most` 0 the body is not read at all. Raises Unheard.
    """
    token = visit.set(Visit(time.monotonic() + seconds, private))
    try:
        with OneStep() as session:
            session.trust_env = False  # No password of ours, and no proxy, is meant for strangers.
            session.mount("http://", Guarded())
            session.mount("https://", Guarded())
            return follow(session, method, url, most)
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise Unheard(trouble_in(error)) from error
    finally:
        visit.reset(token)


def follow(session: requests.Session, method: str, url: str, most: int) -> Heard:
    """Goes where it is led, step by step, and looks at each address anew."""
    for_good, seen = True, set()
    for _hop in range(MOST_HOPS + 1):
        if url in seen:
            break
        seen.add(url)
        with asked(session, method, url) as answer:
            there = answer.headers.get("Location")
            if answer.status_code not in REDIRECTS or not there:
                moved = len(seen) > 1 and for_good
                return Heard(answer.status_code, url, body_of(answer, most), moved)
            for_good = for_good and answer.status_code in FOR_GOOD
            url = urljoin(url, there)
    raise Unheard(Trouble.LOOP)


@contextmanager
def asked(session: requests.Session, method: str, url: str) -> Iterator[requests.Response]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unheard(Trouble.ADDRESS)
    left = time_left()
    options: dict[str, Any] = {"timeout": left, "stream": True, "allow_redirects": False}
    headers = {"User-Agent": WHO_ASKS, "Accept-Encoding": "identity", "Accept": "*/*"}
    with session.request(method, url, headers=headers, **options) as answer:
        time_left()  # A head that trickled in until we hung up was no answer.
        yield answer


def body_of(answer: requests.Response, most: int) -> bytes:
    body = b""
    while most and (part := answer.raw.read1(PART)):
        body += part
        if len(body) > most:
            raise Unheard(Trouble.TOO_BIG)
        time_left()
    if most and visit.get().is_over:  # Cut off by us: half a picture is none.
        raise Unheard(Trouble.SLOW)
    return body


def trouble_in(error: BaseException) -> Trouble:
    """The word for what went wrong, found where the libraries wrapped it up."""
    if visit.get().is_over:
        return Trouble.SLOW
    for one in reasons(error):
        if isinstance(one, Unheard):
            return one.trouble
        if isinstance(one, ssl.SSLError):
            return Trouble.TLS
        if isinstance(one, socket.gaierror):
            return Trouble.DNS
        if isinstance(one, TimeoutError | requests.Timeout):
            return Trouble.SLOW
    return Trouble.ADDRESS if isinstance(error, ValueError) else Trouble.SILENT


def reasons(error: BaseException) -> Iterator[BaseException]:
    """An error, and those that it stands for."""
    waiting: list[Any] = [error]
    known: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and id(one) not in known:
            known.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
