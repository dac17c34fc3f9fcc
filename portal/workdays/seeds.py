"""What is known of the years in advance: public holidays, and weekdays swapped for Saturdays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import holidays
from django.utils.translation import gettext as _

from portal.workdays.models import CalendarDay


@dataclass(frozen=True)
class Swap:
    """A weekday off, made up for on a Saturday, and the document that says so."""

    day_off: date
    worked: date
    document: str = ""


SWAPS = [
    Swap(date(2025, 5, 2), date(2025, 4, 26)),
    Swap(date(2026, 1, 2), date(2026, 1, 10), "12729/VPCP-KGVX"),
    Swap(date(2026, 8, 31), date(2026, 8, 22)),
]


def days_of(years: Iterable[int]) -> list[CalendarDay]:
    """The special days of these years, not yet stored."""
    years = set(years)
    days = {day.date: day for day in [*public_holidays(years), *swapped_days()]}
    return [day for day in days.values() if day.date.year in years]


def public_holidays(years: Iterable[int]) -> list[CalendarDay]:
    """Holidays by law; Tết of a year that is not announced yet is an estimate."""
    known = holidays.country_holidays("VN", years=years, language="vi")
    return [seeded(day, is_working=False, reason=name) for day, name in known.items()]


def swapped_days() -> list[CalendarDay]:
    days = []
    for swap in SWAPS:
        days.append(
            seeded(
                swap.day_off,
                is_working=False,
                reason=_("Day off, made up for on %(day)s") % {"day": f"{swap.worked:%d/%m/%Y}"},
                document=swap.document,
            )
        )
        days.append(
            seeded(
                swap.worked,
                is_working=True,
                reason=_("Worked instead of %(day)s") % {"day": f"{swap.day_off:%d/%m/%Y}"},
                document=swap.document,
            )
        )
    return days


def seeded(day: date, **facts) -> CalendarDay:
    return CalendarDay(date=day, is_seeded=True, **facts)
