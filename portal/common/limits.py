"""How often one address may do a thing, counted where every process of the portal can see it."""

import ipaddress
import time
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HOUSEHOLD_BITS = 64  # One IPv6 subscriber holds at least this network, address upon address.


class TooMany(Exception):
    """Someone did this too often; they may again after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Try again after {retry_after} seconds.")
        self.retry_after = retry_after


def spend(request: HttpRequest, name: str, *, allowed: int, per: timedelta) -> str:
    """Count one use of `name` by this address; raise TooMany beyond `allowed` in a window.

    Gives the key under which it was counted, for who wants to take it back.
    """
    return _spend(who(request), name, allowed, per)


def spend_by(whose: str, name: str, *, allowed: int, per: timedelta) -> str:
    """The same for whatever is concerned, a number or a code, wherever it is asked from."""
    return _spend(unnamed(whose), name, allowed, per)


def _spend(whose: str, name: str, allowed: int, per: timedelta) -> str:
    seconds = int(per.total_seconds())
    window, elapsed = divmod(int(time.time()), seconds)
    key = f"limit:{name}:{window}:{whose}"
    if count(key, seconds) > allowed:
        raise TooMany(seconds - elapsed)
    return key


def who(request: HttpRequest) -> str:
    """A word that stands for the client's address and does not reveal it."""
    return unnamed(_household(client_address(request)))


def unnamed(whose: str) -> str:
    """A word that stands for somebody or something and does not reveal it."""
    return salted_hmac("portal.common.limits", whose).hexdigest()


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; our own proxies, and only they, are believed about others."""
    address = request.META.get("REMOTE_ADDR", "")
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if not (_is_our_proxy(address) and _read(hop)):
            break
        address = hop.strip()
    return address


def _is_our_proxy(address: str) -> bool:
    """Whether settings trust this neighbour; one without an address sits on this machine."""
    if not address:
        return bool(settings.TRUSTED_PROXIES)
    known = _read(address)
    return known is not None and any(known in network for network in settings.TRUSTED_PROXIES)


def _read(address: str) -> Address | None:
    """An address as such; None for anything else. IPv4 dressed as IPv6 is undressed."""
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return None
    return getattr(known, "ipv4_mapped", None) or known


def _household(address: str) -> str:
    """The address limits count by."""
    known = _read(address)
    if known is None or known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, HOUSEHOLD_BITS), strict=False))


def count(key: str, seconds: int) -> int:
    """One more; how many that makes, exactly."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # The cache made room just now and forgot.
        return 1


def take_back(key: str) -> None:
    """One less, where something is counted."""
    with suppress(ValueError):
        cache.decr(key)
