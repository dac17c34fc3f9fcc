"""Asking another server: for so long, for so much, and never somewhere else than asked."""

import time
from collections.abc import Iterator

import requests
from allauth.socialaccount import app_settings
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from urllib3.exceptions import HTTPError

from portal.common.outside import OneStep

LARGEST_ANSWER = 256 * 1024  # A set of keys has some ten kilobytes.
AT_A_TIME = 16 * 1024


class Unanswered(OAuth2Error):
    """The other server is down, slow, or says what nobody can use."""


class BoundedSession(OneStep):
    """Reads an answer to its end before it is returned, or raises Unanswered.

    A timeout alone would not do: it begins anew with every byte that trickles in.
    """

    def request(self, method, url, **options) -> requests.Response:
        seconds = app_settings.REQUESTS_TIMEOUT
        deadline = time.monotonic() + seconds
        options |= {"timeout": seconds, "stream": True, "allow_redirects": False}
        try:
            with super().request(method, url, **options) as answer:
                answer._content = b"".join(parts(answer, deadline))
                return answer
        except (requests.RequestException, HTTPError) as error:
            raise Unanswered(type(error).__name__) from error


def parts(answer: requests.Response, deadline: float) -> Iterator[bytes]:
    """The answer as it comes in; raises Unanswered when it is too long or too late."""
    size = 0
    while part := answer.raw.read1(AT_A_TIME, decode_content=True):
        size += len(part)
        if size > LARGEST_ANSWER:
            raise Unanswered("too long")
        if time.monotonic() > deadline:
            raise Unanswered("too slow")
        yield part


def read_object(answer: requests.Response) -> dict:
    """The JSON object in an answer; anything else is no answer."""
    if answer.status_code != requests.codes.ok:
        raise Unanswered(f"status {answer.status_code}")
    try:
        said = answer.json()
    except (ValueError, RecursionError):
        raise Unanswered("no JSON") from None
    if not isinstance(said, dict):
        raise Unanswered("no object")
    return said
