"""When a reception point is open: an ordinary week, and the working calendar over it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.dates import show_day
from portal.workdays.calendar import WorkingCalendar

Period = tuple[time, time]
Week = Mapping[int, Sequence[Period]]

LOOK_AHEAD = timedelta(days=21)  # Tết with its weekends is shorter.
ONE_DAY = timedelta(days=1)
TYPED_PERIOD = re.compile(
    r"(\d{1,2})(?:[:hg.](\d{2})?)?\s*(?:[-–—]|đến)\s*(\d{1,2})(?:[:hg.](\d{2})?)?", re.IGNORECASE
)
NOT_HOURS = gettext_lazy("Write hours like this: 7:00–11:00, 13:00–17:00.")


def read_periods(typed: str) -> list[Period]:
    """The periods of one day, written as people write them; refuses with a sentence."""
    parts = [part.strip() for part in re.split(r"[,;]|\bvà\b", typed) if part.strip()]
    periods = sorted(read_period(part) for part in parts)
    for (_opens, closes), (opens, _closes) in pairwise(periods):
        if opens < closes:
            raise ValidationError(_("Two periods of the day overlap."), code="overlap")
    return periods


def read_period(typed: str) -> Period:
    found = TYPED_PERIOD.fullmatch(typed)
    if not found:
        raise ValidationError(NOT_HOURS, code="invalid")
    numbers = [int(number or 0) for number in found.groups()]
    try:
        opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError as nonsense:
        raise ValidationError(NOT_HOURS, code="invalid") from nonsense
    if closes <= opens:
        raise ValidationError(_("It closes before it opens."), code="order")
    return opens, closes


def show_hour(hour: time) -> str:
    return f"{hour.hour}:{hour.minute:02d}"


def show_periods(periods: Sequence[Period]) -> str:
    """7:00–11:00, 13:00–17:00"""
    return ", ".join(f"{show_hour(opens)}–{show_hour(closes)}" for opens, closes in periods)


def week_in_words(week: Week) -> list[dict[str, str]]:
    """A line for each run of days with the same hours; days without any are left out."""
    runs = groupby(range(len(WEEKDAYS)), key=lambda day: show_periods(week.get(day, ())))
    return [{"days": run_in_words(list(days)), "hours": hours} for hours, days in runs if hours]


def run_in_words(days: Sequence[int]) -> str:
    first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
    return first if first == last else f"{first} – {last}"


@dataclass(frozen=True)
class OpeningHours:
    """An ordinary week under a calendar that closes it on holidays and swaps days."""

    week: Week
    calendar: WorkingCalendar

    def __bool__(self) -> bool:
        """Whether any hours are known."""
        return bool(self.week)

    def on(self, day: date) -> Sequence[Period]:
        """The periods of a day; a Saturday worked instead keeps the hours of a weekday."""
        special = self.calendar.special.get(day)
        own = self.week.get(day.weekday(), ())
        if special is None:
            return own
        if not special.is_working:
            return ()
        return own or self.week.get(min(self.week, default=0), ())

    def is_open_at(self, moment: datetime) -> bool:
        return self.closes_at(moment) is not None

    def closes_at(self, moment: datetime) -> time | None:
        """When the period closes that this moment lies in."""
        here = localtime(moment)
        for opens, closes in self.on(here.date()):
            if opens <= here.time() < closes:
                return closes
        return None

    def opens_after(self, moment: datetime) -> datetime | None:
        """When it opens next; nothing where nobody knows."""
        return next((opening for opening in self.openings(moment) if opening > moment), None)

    def openings(self, moment: datetime) -> Iterator[datetime]:
        first = localtime(moment).date()
        for days in range(LOOK_AHEAD.days):
            day = first + days * ONE_DAY
            for opens, _closes in self.on(day):
                yield datetime.combine(day, opens, get_current_timezone())

    def in_words(self) -> list[dict[str, str]]:
        return week_in_words(self.week)

    def now_in_words(self, moment: datetime) -> str:
        """Whether it is open at this moment, and until or from when."""
        if closes := self.closes_at(moment):
            return _("Open now, until %(hour)s") % {"hour": show_hour(closes)}
        opening = self.opens_after(moment)
        if opening is None:
            return _("Closed now") if self.week else ""
        facts = {"hour": show_hour(opening.time()), "day": show_day(opening.date())}
        if opening.date() == localtime(moment).date():
            return _("Closed now, opens at %(hour)s today") % facts
        facts["weekday"] = str(WEEKDAYS[opening.weekday()])
        return _("Closed now, opens at %(hour)s, %(weekday)s %(day)s") % facts
