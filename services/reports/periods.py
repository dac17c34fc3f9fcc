"""Months and years as the public list names them: 2026-11, 2026; and the moments they span."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from portal.common.moments import today

PERIOD = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?", re.ASCII)


def month_of(moment: datetime | date) -> str:
    """The month in which something happened, as people here count days."""
    day = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{day:%Y-%m}"


def year_of(month: str) -> str:
    return month[:4]


def is_period(text: str) -> bool:
    return bool(PERIOD.fullmatch(text))


def span(period: str) -> tuple[datetime, datetime]:
    """From its first moment to the first one after it."""
    year, _, month = period.partition("-")
    if not month:
        return midnight(int(year), 1), midnight(int(year) + 1, 1)
    return midnight(int(year), int(month)), midnight(*next_month(int(year), int(month)))


def midnight(year: int, month: int) -> datetime:
    """The first moment of a month, here."""
    return timezone.make_aware(datetime(year, month, 1))


def next_month(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def month_before(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year}-{number - 1:02}" if number > 1 else f"{year - 1}-12"


def offered() -> list[tuple[str, str]]:
    """The periods people ask for, by the name each has today."""
    month = month_of(today())
    year = year_of(month)
    last_month, last_year = month_before(month), str(int(year) - 1)
    return [
        (month, gettext("This month (%(month)s)") % {"month": in_words(month)}),
        (last_month, gettext("Last month (%(month)s)") % {"month": in_words(last_month)}),
        (year, gettext("This year (%(year)s)") % {"year": year}),
        (last_year, gettext("Last year (%(year)s)") % {"year": last_year}),
    ]


def in_words(period: str) -> str:
    """11/2026, or 2026."""
    return "/".join(reversed(period.split("-")))
