"""What an agency handles, as the domains above tell it: each registers how to find its own.

register(Responsibility(label=_("Report categories"), find=categories_of))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.accounts.models import Agency
from portal.common.workflow import Words


@dataclass(frozen=True)
class Handled:
    """One thing an agency handles, and where it is looked after."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Responsibility:
    label: Words
    find: Callable[[Agency], Iterable[Handled]]


RESPONSIBILITIES: list[Responsibility] = []


def register(responsibility: Responsibility) -> None:
    RESPONSIBILITIES.append(responsibility)


def of(agency: Agency) -> list[dict]:
    """What is named for this agency, kind by kind; kinds without any are left out."""
    found = ((one.label, list(one.find(agency))) for one in RESPONSIBILITIES)
    return [{"label": label, "handled": handled} for label, handled in found if handled]
