"""How often a second factor may be guessed, however many guess at once."""

from datetime import timedelta

from portal.accounts.models import User
from portal.common import limits
from portal.common.moments import now

# Six digits, of which three hold at a time: so guessed, they last for years.
ALLOWED = {timedelta(minutes=5): 5, timedelta(days=1): 50}


def may_try(user: User) -> bool:
    """Count one more guess; False when there were enough of them."""
    counts = [limits.count(name, seconds) for name, seconds in counters(user)]
    return all(count <= most for count, most in zip(counts, ALLOWED.values(), strict=True))


def forgive(user: User) -> None:
    """A right code was no guess."""
    for name, _ in counters(user):
        limits.take_back(name)


def counters(user: User) -> list[tuple[str, int]]:
    """Where guesses are counted just now, and for how many seconds."""
    moment = int(now().timestamp())
    lengths = [int(length.total_seconds()) for length in ALLOWED]
    return [(f"second-factor:{user.pk}:{length}:{moment // length}", length) for length in lengths]
