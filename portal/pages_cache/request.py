"""Which requests an answer for everyone may serve, and what makes two of them the same."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

Environ = dict[str, Any]
Asked = tuple[tuple[str, str], ...]

LONGEST_QUERY = 300
PROTOCOLS = {"", "http", "https"}
# What others hang on our addresses when they lead here; no page of ours reads them.
TRACKING = {"fbclid", "gclid", "msclkid", "zarsrc", "mibextid"}
TRACKING_PREFIX = "utm_"


def is_a_readers(environ: Environ) -> bool:
    """Whether somebody asks of whom nothing is known."""
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and "HTTP_HOST" in environ
        and "HTTP_AUTHORIZATION" not in environ
        and environ.get("HTTP_X_FORWARDED_PROTO", "") in PROTOCOLS
        and is_plain(environ.get("QUERY_STRING", ""))
        and not personal_cookies() & cookie_names(environ)
    )


def is_plain(query: str) -> bool:
    """Whether a question can be read in one way only, and is no longer than ours are."""
    return query.isascii() and len(query) <= LONGEST_QUERY


def personal_cookies() -> set[str]:
    return {settings.SESSION_COOKIE_NAME, "messages"}


def is_bare(environ: Environ) -> bool:
    """Whether no cookie of ours came at all, so that nothing in the answer can stem from one."""
    return settings.CSRF_COOKIE_NAME not in cookie_names(environ)


def cookie_names(environ: Environ) -> set[str]:
    sent = environ.get("HTTP_COOKIE")
    return {part.partition("=")[0].strip() for part in sent.split(";")} if sent else set()


def drop_tracking(environ: Environ) -> None:
    """Take out of the question what only says where a reader came from."""
    query = environ.get("QUERY_STRING", "")
    if not query:
        return
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not is_tracking(name)]
    if len(kept) < len(asked):
        environ["QUERY_STRING"] = urlencode(kept)


def is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIX)


def page_of(environ: Environ) -> tuple[str, ...]:
    """Where it is: the address without its question. English pages have addresses of their own."""
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ["HTTP_HOST"],
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
    )


def asked_of(environ: Environ, reads: frozenset[str]) -> Asked | None:
    """What of the question the page reads, in one order; None when it was asked more than that:
    links on a page repeat the whole question, and nobody writes into what others read.
    """
    query = environ.get("QUERY_STRING", "")
    if not query:
        return ()
    asked = parse_qsl(query, keep_blank_values=True)
    if not all(name in reads for name, _value in asked):
        return None
    return tuple(sorted(asked, key=lambda pair: pair[0]))
