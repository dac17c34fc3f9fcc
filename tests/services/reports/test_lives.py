"""Random lives of a report: whatever people try, clock, counts and history stay true.

Each life is a list of things that somebody tries some days later; what the table forbids is refused
and changes nothing. The due date is worked out again from the history alone, by another way than
the clock's, and must be the same.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.common.workflow import StepRefused
from portal.workdays.calendar import add_working_days, end_of_day, working_days_between
from services.reports import actions, history, tallies
from services.reports.models import Report, Tally
from services.reports.workflow import CLOSED, OF_THEIR_OWN, PAUSED, SHOWN, STEPS, State
from tests.services.reports.factories import CategoryFactory
from tests.services.reports.stepping import given_for

START = datetime.fromisoformat("2026-11-02T09:00:00+07:00")
NOTE = "Đã kiểm tra."
EXTEND = "extend"
TRIED = [*sorted(set(STEPS) - OF_THEIR_OWN), EXTEND]
TRY = st.tuples(st.integers(0, 6), st.sampled_from(TRIED), st.sampled_from(["ha", "hoa", "dung"]))
LIFE = st.lists(TRY, min_size=1, max_size=14)


@contextmanager
def one_life() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@given(life=LIFE)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_clock_counts_and_history_stay_true(life, soc_trang, soc_trang_office, ha, hoa, dung):
    cast = {"ha": ha, "hoa": hoa, "dung": dung}
    with one_life():
        live(life, cast, soc_trang)


def live(life, cast, commune) -> None:
    moment = START
    with time_machine.travel(moment, tick=False):
        report, _code = actions.submit_report(
            category=CategoryFactory(), description="Đèn hư.", commune=commune
        )
    for days, name, who in life:
        moment += timedelta(days=days, minutes=1)
        with time_machine.travel(moment, tick=False):
            report = attempt(report, name, cast[who])
            everything_holds(report)


def attempt(report: Report, name: str, by) -> Report:
    """Try it; whatever is refused leaves every field as it was."""
    before = facts_of(report)
    try:
        return act(report, name, by)
    except StepRefused:
        same = Report.objects.get(pk=report.pk)
        assert facts_of(same) == before
        return same


def act(report: Report, name: str, by) -> Report:
    if name == EXTEND:
        day = add_working_days(max(report.due_on, timezone.localdate()), 3)
        return actions.extend(report, by=by, until=day, note=NOTE)
    person = None if STEPS[name].permission is None else by
    return actions.take_step(report, name, by=person, note=NOTE, **given_for(name, report))


def facts_of(report: Report) -> dict:
    names = [field.attname for field in Report._meta.concrete_fields if field.name != "updated_at"]
    return {name: getattr(report, name) for name in names} | {"events": report.events.count()}


def everything_holds(report: Report) -> None:
    report = Report.objects.get(pk=report.pk)
    events = list(report.events.order_by("pk"))
    assert history.breaks(report, events) == []
    assert events[-1].state == report.state
    assert (report.closed_at is not None) == (report.state in CLOSED)
    assert report.is_listed == (report.state in SHOWN and not report.is_private)
    assert (report.scheduled_on is not None) == (report.state == State.SCHEDULED)
    if report.state in PAUSED:
        assert report.paused_at is not None
    due, stands_since = worked_out(events, report.category.target_days)
    assert (report.due_at, report.paused_at) == (end_of_day(due), stands_since)
    counts_agree()


def worked_out(events, target: int) -> tuple[date, datetime | None]:
    """The due day from what happened: a start, a target, and the working days that stood still."""
    start, promised, stood, since = timezone.localdate(events[0].at), None, 0, None
    before = events[0].state
    for event in events:
        if before in CLOSED and event.state not in CLOSED:  # Its whole time anew.
            start, promised, stood = timezone.localdate(event.at), None, 0
        stops = event.state in PAUSED or event.step == "pause"
        moves = event.step in STEPS and STEPS[event.step].target is not None
        if stops and since is None:
            since = event.at
        elif since and (event.step == "unpause" or (moves and event.state not in PAUSED)):
            stood += max(working_days_between(timezone.localdate(since), event_day(event)), 0)
            since = None
        if event.step == EXTEND:
            promised, stood = timezone.localdate(event.due_at), 0
        before = event.state
    due = promised or add_working_days(start, target)
    return (add_working_days(due, stood) if stood else due), since


def event_day(event) -> date:
    return timezone.localdate(event.at)


def counts_agree() -> None:
    """What the worker counted is what there is."""
    tallies.count_all()
    there = Counter(Report.objects.listed().values_list("state", flat=True))
    counted = dict(
        Tally.objects.filter(topic="", period="").exclude(state="").values_list("state", "count")
    )
    assert {state: count for state, count in counted.items() if count} == dict(there)
