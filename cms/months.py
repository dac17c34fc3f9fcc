"""One month of a calendar: its days in weeks, and the months beside it."""

import re
from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> "Month | None":
        """The month an address names, 2026-12; nothing where it names none."""
        found = WRITTEN.fullmatch(written)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        """As addresses name it."""
        return f"{self.year}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.following.first - ONE_DAY

    @property
    def following(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - ONE_DAY)

    def weeks(self, events: Iterable) -> list[list[dict]]:
        """Weeks from Monday on, of days with the events that touch them."""
        events = list(events)
        return [[self.day(day, events) for day in week] for week in self.days]

    @property
    def days(self) -> list[list[date]]:
        return Calendar().monthdatescalendar(self.year, self.number)

    def day(self, day: date, events: list) -> dict:
        touching = [event for event in events if event.first_day <= day <= event.last_day]
        is_here = day.month == self.number
        return {"day": day, "events": touching if is_here else [], "is_here": is_here}
