"""Which days the offices work, and counting by them. `CalendarDay` decides; weekends fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.workdays.models import CalendarDay

SATURDAY = 5
ONE_DAY = timedelta(days=1)
LONGEST_LOOK_BACK = timedelta(days=60)
CLOSES_AT = time(17, 0)


@dataclass(frozen=True)
class SpecialDay:
    """What the calendar says of a day that is not like others."""

    is_working: bool
    reason: str


class WorkingCalendar:
    """A stretch of days, read in one query and then asked as often as needed."""

    def __init__(self, special: Mapping[date, SpecialDay]):
        self.special = special

    @classmethod
    def read(cls, first: date, last: date | None = None) -> "WorkingCalendar":
        """The calendar from `first` on, to `last` or as far as it is known."""
        days = CalendarDay.objects.since(first)
        if last:
            days = days.until(last)
        rows = days.values_list("date", "is_working", "reason")
        return cls({day: SpecialDay(is_working, reason) for day, is_working, reason in rows})

    def is_working_day(self, day: date) -> bool:
        special = self.special.get(day)
        return special.is_working if special else not is_weekend(day)

    def following(self, day: date) -> Iterator[date]:
        """The working days after `day`, one after another."""
        while True:
            day += ONE_DAY
            if self.is_working_day(day):
                yield day

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return next(self.following(day))

    def this_or_next(self, day: date) -> date:
        """This day if it is worked, else the first one after it."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is `count` after `day`, which itself is not counted."""
        if count < 0:
            raise ValueError("Working days are counted forwards.")
        days = self.following(day)
        for _ in range(count):
            day = next(days)
        return day

    def day_before(self, day: date, count: int) -> date:
        """The last day since which `count` working days have come, counting `day`."""
        first = day
        while self.working_days_between(first, day) < count:
            first -= ONE_DAY
        return first

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days come after `first`, up to and including `last`.

        Negative when `last` comes before `first`.
        """
        if last < first:
            return -self.working_days_between(last, first)
        span = (last - first).days
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(1, span + 1))

    def special_days_between(self, first: date, last: date) -> list[tuple[date, SpecialDay]]:
        """The days after `first`, up to and including `last`, that break the ordinary week."""
        return [
            (day, special)
            for day, special in sorted(self.special.items())
            if first < day <= last and special.is_working == is_weekend(day)
        ]


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_working_day(day: date) -> bool:
    return WorkingCalendar.read(day, day).is_working_day(day)


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    return WorkingCalendar.read(day).next_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` after `day`, which itself is not counted."""
    return WorkingCalendar.read(day).add_working_days(day, count)


def days_waited(today: date, count: int, *, at_most: int) -> tuple[datetime, datetime]:
    """From when until when something began that has waited `count` working days today.

    What has waited up to `at_most` counts as well, for a worker may have slept meanwhile.
    """
    calendar = WorkingCalendar.read(today - LONGEST_LOOK_BACK, today)
    too_old, newest = calendar.day_before(today, at_most + 1), calendar.day_before(today, count)
    return start_of_day(too_old + ONE_DAY), start_of_day(newest + ONE_DAY)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and including `last`."""
    calendar = WorkingCalendar.read(min(first, last), max(first, last))
    return calendar.working_days_between(first, last)


def start_of_day(day: date) -> datetime:
    """Midnight, when this day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of_day(day: date) -> datetime:
    """The moment the offices close on this day."""
    return timezone.make_aware(datetime.combine(day, CLOSES_AT))
