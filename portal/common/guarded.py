"""Connections to other people's machines: never into our own house, and never for ever.

Whoever writes an address may not have us ask machines that only we can reach: a name is looked up
once, and we connect to what was found only if everyone could.
"""

import ipaddress
import socket
import time
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from threading import Timer
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # Old addresses in new clothes.


class Trouble(StrEnum):
    """Why nothing was heard."""

    ADDRESS = "address"  # No address of the web.
    PRIVATE = "private"  # A machine that only we could reach.
    DNS = "dns"
    TLS = "tls"
    SLOW = "slow"
    SILENT = "silent"
    LOOP = "loop"
    TOO_BIG = "too_big"


class Unheard(Exception):
    """We asked in vain; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass
class Visit:
    """How long one visit may last, and whether it may go to machines that only we can reach."""

    ends_at: float
    private: bool
    is_over: bool = False


visit: ContextVar[Visit] = ContextVar("visit")


def time_left() -> float:
    left = visit.get().ends_at - time.monotonic()
    if left <= 0 or visit.get().is_over:
        raise Unheard(Trouble.SLOW)
    return left


def is_public(address: str) -> bool:
    """Whether everyone on the internet could ask this machine, also where an old address is
    wrapped up in a new one.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    wrapped = [getattr(found, name, None) for name in ("ipv4_mapped", "sixtofour")]
    return found not in TRANSLATED and all(
        one.is_global and not one.is_multicast for one in (found, *wrapped) if one
    )


def look_up(host: str, port: int) -> str:
    """The address of a machine by this name, if all of them are everyone's."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # A label of the name is empty or too long.
        raise Unheard(Trouble.DNS) from error
    addresses = [str(where[0]) for *_facts, where in found]
    if not visit.get().private and not all(map(is_public, addresses)):
        raise Unheard(Trouble.PRIVATE)
    return addresses[0]


class Watched:
    """A connection to the address that was looked at, cut when the visit has lasted too long."""

    port: int
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        self._dns_host = look_up(name, self.port)
        try:
            connection = super()._new_conn()  # type: ignore[misc]
        finally:
            self._dns_host = name
        self.watch(connection)
        return connection

    def watch(self, connection: socket.socket) -> None:
        """Servers that send a letter now and then would never time out by themselves."""
        handle, here = connection.dup(), visit.get()
        self.clock = Timer(max(0.0, here.ends_at - time.monotonic()), hang_up, [handle, here])
        self.clock.daemon, self.handle = True, handle
        self.clock.start()

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        if hasattr(self, "clock"):
            self.clock.cancel()
            self.handle.close()


def hang_up(handle: socket.socket, here: Visit) -> None:
    here.is_over = True
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # The other side was quicker.


class WatchedHTTP(Watched, HTTPConnection):
    pass


class WatchedHTTPS(Watched, HTTPSConnection):
    pass


class PlainPool(HTTPConnectionPool):
    ConnectionCls = WatchedHTTP


class SafePool(HTTPSConnectionPool):
    ConnectionCls = WatchedHTTPS


class Guarded(HTTPAdapter):
    """Every connection of a session goes by our rules."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SafePool}
