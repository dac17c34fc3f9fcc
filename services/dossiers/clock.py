"""When a result is due, and why: the rules of counting time, each able to explain itself."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from portal.workdays.calendar import CLOSES_AT, WorkingCalendar, end_of_day
from services.procedures import words
from services.procedures.models import TimeLimit

Unit = TimeLimit.Unit

LATEST_FOR_TODAY = time(15, 0)  # Received later, a same-day result is due the next working day.
SOON = 1  # Working days before the due date from which an officer is warned.


class Progress(models.TextChoices):
    """How a dossier stands against its due date: worked out when asked, never stored."""

    EARLY = "early", pgettext_lazy("progress", "Before the due date")
    ON_TIME = "on_time", pgettext_lazy("progress", "On time")
    WITHIN = "within", pgettext_lazy("progress", "Within time")
    DUE_SOON = "due_soon", pgettext_lazy("progress", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("progress", "Overdue")
    LATE = "late", pgettext_lazy("progress", "Late")


@dataclass(frozen=True)
class Explanation:
    """One thing that made the due date what it is; stored as it is, worded when read."""

    rule: str
    on: str = ""  # A date, as 2026-08-22.
    because: str = ""
    quantity: int = 0
    unit: str = ""

    @property
    def words(self) -> str:
        """The explanation as a sentence in the reader's language."""
        facts = {"day": self.day, "because": self.because, "limit": self.limit}
        return SENTENCES[self.rule]() % facts

    @property
    def day(self) -> str:
        return date_format(date.fromisoformat(self.on), "l j/n/Y") if self.on else ""

    @property
    def limit(self) -> str:
        return words.quantity(self.quantity, self.unit) if self.unit else ""


SENTENCES = {
    "starts": lambda: _("The time starts on %(day)s; that day is not counted."),
    "starts_now": lambda: _("The time starts at the moment of reception, on %(day)s."),
    "restarts": lambda: _("The papers are complete, so the time starts again from zero."),
    "working_days": lambda: _("%(limit)s: Saturdays, Sundays and days off are not counted."),
    "counted": lambda: _("%(limit)s, days off included."),
    "day_off": lambda: _("%(day)s is off: %(because)s."),
    "worked": lambda: _("%(day)s is worked: %(because)s."),
    "moved": lambda: _("%(day)s is a day off, so the end moves to the next working day."),
    "too_late": lambda: _("Received after 15:00, so the result comes on the next working day."),
    "after_hours": lambda: _("The offices are closed by then, so the end moves on a working day."),
    "in_words": lambda: _("The time limit is given in words only: no date follows from it."),
}


@dataclass(frozen=True)
class Due:
    """The moment a result is due (none, when the limit is only words), and how it came about."""

    at: datetime | None
    steps: tuple[Explanation, ...]


def due(received_at: datetime, quantity: int | None, unit: str, calendar: WorkingCalendar) -> Due:
    """When a dossier completely received at this moment is due."""
    if unit == Unit.OTHER or quantity is None:
        return Due(None, (Explanation("in_words"),))
    received = timezone.localtime(received_at)
    if unit == Unit.HOUR:
        return due_within_hours(received, quantity, calendar)
    if quantity == 0:
        return due_the_same_day(received, calendar)
    if unit == Unit.WORKING_DAY:
        return due_after_working_days(received.date(), quantity, calendar)
    return due_after_days(received.date(), quantity, unit, calendar)


def due_after_working_days(first: date, quantity: int, calendar: WorkingCalendar) -> Due:
    last = calendar.add_working_days(first, quantity)
    special = tuple(
        Explanation("worked" if day.is_working else "day_off", on.isoformat(), day.reason)
        for on, day in calendar.special_days_between(first, last)
    )
    counted = Explanation("working_days", quantity=quantity, unit=Unit.WORKING_DAY)
    return Due(end_of_day(last), (starts(first), counted, *special))


def due_after_days(first: date, quantity: int, unit: str, calendar: WorkingCalendar) -> Due:
    """Due after so many days or months; an end on a day off moves to the next working day."""
    months = unit == Unit.MONTH
    last = add_months(first, quantity) if months else first + timedelta(days=quantity)
    counted = Explanation("counted", quantity=quantity, unit=unit)
    worked = calendar.this_or_next(last)
    moved = () if worked == last else (Explanation("moved", last.isoformat()),)
    return Due(end_of_day(worked), (starts(first), counted, *moved))


def due_the_same_day(received: datetime, calendar: WorkingCalendar) -> Due:
    start = Explanation("starts_now", received.date().isoformat())
    if received.time() > LATEST_FOR_TODAY:
        last = calendar.next_working_day(received.date())
        return Due(end_of_day(last), (start, Explanation("too_late")))
    return Due(end_of_day(calendar.this_or_next(received.date())), (start,))


def due_within_hours(received: datetime, quantity: int, calendar: WorkingCalendar) -> Due:
    """Hours run from the moment of reception, and end while the offices are open."""
    end = received + timedelta(hours=quantity)
    start = Explanation("starts_now", received.date().isoformat())
    if end.date() == received.date() and received.time() > LATEST_FOR_TODAY:
        last = calendar.next_working_day(received.date())
        return Due(end_of_day(last), (start, Explanation("too_late")))
    if end.time() > CLOSES_AT or not calendar.is_working_day(end.date()):
        last = calendar.next_working_day(end.date())
        return Due(end_of_day(last), (start, Explanation("after_hours")))
    return Due(end, (start,))


def starts(first: date) -> Explanation:
    return Explanation("starts", first.isoformat())


def add_months(day: date, months: int) -> date:
    """The same number in a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def soon_until(at: datetime, calendar: WorkingCalendar) -> datetime:
    """What is due by this moment, seen from `at`, is due soon."""
    return end_of_day(calendar.add_working_days(timezone.localdate(at), SOON))


def progress(
    *, due_at: datetime | None, finished_at: datetime | None, at: datetime, soon: datetime
) -> Progress | None:
    """How it stands at this moment; None where no date was promised."""
    if due_at is None:
        return None
    if finished_at:
        return progress_of_finished(due_at, finished_at)
    if at > due_at:
        return Progress.OVERDUE
    return Progress.DUE_SOON if due_at <= soon else Progress.WITHIN


def progress_of_finished(due_at: datetime, finished_at: datetime) -> Progress:
    if finished_at > due_at:
        return Progress.LATE
    is_early = timezone.localdate(finished_at) < timezone.localdate(due_at)
    return Progress.EARLY if is_early else Progress.ON_TIME
