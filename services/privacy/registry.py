"""What each domain holds of a person: counted, copied out, erased.

A domain says so in its `personal.py`, which is imported at start:

    register(Holding(name="reports", label=…, purpose=…, kept=…, columns={…}, count=…, rows=…,
                     erase=…))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise

from portal.accounts.models import User

Words = str | Promise
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """Something that stays after an erasure: what, by which law, until when."""

    what: str
    why: str
    until: str = ""

    def as_row(self) -> dict[str, str]:
        return asdict(self)


def keeps_nothing(user: User) -> list[Kept]:
    """For what goes with the account itself, or stays without telling who."""
    return []


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of thing we hold of people."""

    name: str
    label: Words
    purpose: Words  # What for.
    kept: Words  # How long.
    columns: Mapping[str, Words]  # What each row tells, in the person's words.
    count: Callable[[User], int]
    rows: Callable[[User], Iterable[Row]]
    erase: Callable[[User], list[Kept]] = keeps_nothing


HOLDINGS: dict[str, Holding] = {}


def register(*holdings: Holding) -> None:
    """Add what a domain holds; each name once."""
    for holding in holdings:
        if holding.name in HOLDINGS:
            raise ValueError(f"Two holdings are called {holding.name}.")
        HOLDINGS[holding.name] = holding
