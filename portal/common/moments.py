"""What time it is: one clock for the whole portal, which history-makers may turn back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


def now() -> datetime:
    """This moment, aware; or the moment travelled to."""
    return _travelled.get() or timezone.now()


def today() -> date:
    """This day as people here count it."""
    return timezone.localdate(now())


@contextmanager
def travel_to(moment: datetime) -> Iterator[None]:
    """Let what happens inside happen at `moment`: how a demonstration gets its history."""
    token = _travelled.set(moment)
    try:
        yield
    finally:
        _travelled.reset(token)
