"""Looking at addresses elsewhere: briefly, politely, and not more often than makes sense."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from cms.models import Link
from portal.common.moments import now, today
from portal.common.outside import Heard, Trouble, Unheard, ask

SECONDS = 8  # For one look.
BETWEEN_TWO = 0.5  # Seconds: one server is asked twice a second at most.
GOOD_FOR = timedelta(days=7)  # What was good is not looked at every night.
MOST_A_NIGHT = 3_000
AT_A_TIME = 5  # Addresses in one job: nobody's letter waits longer than a minute behind them.

State = Link.State
STATES = {
    Trouble.ADDRESS: State.DNS,
    Trouble.PRIVATE: State.PRIVATE,
    Trouble.DNS: State.DNS,
    Trouble.TLS: State.TLS,
    Trouble.SLOW: State.SLOW,
    Trouble.SILENT: State.SILENT,
    Trouble.LOOP: State.LOOP,
    Trouble.TOO_BIG: State.GOOD,
}
SURE = {
    Trouble.ADDRESS,
    Trouble.PRIVATE,
    Trouble.DNS,
    Trouble.LOOP,
}  # Asking again changes nothing.


@dataclass(frozen=True)
class Seen:
    """What was found at an address."""

    state: str
    status: int | None = None
    leads_to: str = ""


def look_at(address: str) -> Seen:
    """By HEAD, which costs nobody much; and by GET where that was refused."""
    try:
        heard = listen(address, "HEAD")
        if heard.status < 400:
            return seen_in(heard)
    except Unheard as nothing:
        if nothing.trouble in SURE:
            return Seen(STATES[nothing.trouble])
    try:
        return seen_in(listen(address, "GET"))
    except Unheard as nothing:
        return Seen(STATES[nothing.trouble])


def listen(address: str, method: str) -> Heard:
    private = settings.ASK_PRIVATE_ADDRESSES
    return ask(address, method=method, seconds=SECONDS, private=private)


def seen_in(heard: Heard) -> Seen:
    if heard.status in {404, 410}:
        return Seen(State.GONE, heard.status)
    if heard.status >= 500:
        return Seen(State.FAILING, heard.status)
    if heard.status >= 400:
        return Seen(State.GUARDED, heard.status)
    if heard.moved_for_good:
        return Seen(State.MOVED, heard.status, heard.url[: Link.LONGEST])
    return Seen(State.GOOD, heard.status)


def look_at_all(addresses: Iterable[str], rest: Callable[[float], None] = time.sleep) -> int:
    """Look at each, with a rest between two on one server; how many."""
    asked_at: dict[str, float] = {}
    count = 0
    for address in addresses:
        host = host_of(address)
        wait = asked_at.get(host, float("-inf")) + BETWEEN_TWO - time.monotonic()
        if wait > 0:
            rest(wait)
        asked_at[host] = time.monotonic()
        note(address, look_at(address))
        count += 1
    return count


def note(address: str, seen: Seen) -> None:
    """Write down for every page what was found; bad days count once each."""
    links = Link.objects.outside().filter(address=address)
    before = links.order_by("-bad_days").first()
    if before is None:
        return
    facts = {"state": seen.state, "status": seen.status, "leads_to": seen.leads_to}
    if seen.state in Link.BAD:
        facts |= bad_again(before)
    else:
        facts |= {"first_bad_on": None, "bad_days": 0}
    links.update(**facts, looked_at=now())


def bad_again(before: Link) -> dict:
    if before.state not in Link.BAD or before.looked_at is None:
        return {"first_bad_on": today(), "bad_days": 1}
    is_new_day = localdate(before.looked_at) < today()
    return {"first_bad_on": before.first_bad_on, "bad_days": before.bad_days + is_new_day}


def due() -> list[str]:
    """The addresses to look at tonight, the longest unseen first."""
    moment = now()
    unseen = Q(looked_at=None)
    was_bad = Q(state__in=Link.BAD)
    is_old = Q(looked_at__lt=moment - GOOD_FOR)
    links = Link.objects.outside().filter(unseen | was_bad | is_old)
    in_order = links.order_by("looked_at", "pk").values_list("address", flat=True)
    return list(dict.fromkeys(in_order[: 4 * MOST_A_NIGHT]))[:MOST_A_NIGHT]


def in_turns(addresses: Iterable[str]) -> Iterator[list[str]]:
    """A few at a time, those of one server together, so that one worker spaces them."""
    by_host = sorted(addresses, key=host_of)
    for start in range(0, len(by_host), AT_A_TIME):
        yield by_host[start : start + AT_A_TIME]


def host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()
