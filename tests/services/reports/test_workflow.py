"""Every step, from every state, by everybody: the table decides, and nothing else."""

from contextlib import nullcontext

import pytest

from portal.accounts.actions import join
from portal.accounts.models import Agency
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused, possible
from services.reports.workflow import (
    BY_RESIDENT,
    CLOSED,
    ONWARD,
    OPEN,
    SHOWN,
    STEPS,
    TONES,
    State,
)
from tests.people import person

NOTE = "Đã kiểm tra"
TABLE = {
    "receive": ({"submitted"}, "received"),
    "start": ({"received"}, "in_progress"),
    "ask": ({"received", "in_progress"}, "waiting"),
    "supply": ({"waiting"}, "in_progress"),
    "resume": ({"waiting"}, "in_progress"),
    "resolve": ({"in_progress"}, "resolved"),
    "decline": ({"submitted", "received", "in_progress", "waiting"}, "declined"),
    "merge": ({"submitted", "received", "in_progress"}, "merged"),
    "reopen": ({"resolved", "declined"}, "in_progress"),
    "withdraw": ({"submitted", "received", "in_progress", "waiting"}, "withdrawn"),
    "object": ({"resolved"}, "in_progress"),
}
NEED_NOTE = {"ask", "supply", "resume", "resolve", "decline", "merge", "reopen"}
RESIDENTS_STEPS = {"supply", "withdraw", "object"}
OFFICERS_STEPS = sorted(set(TABLE) - RESIDENTS_STEPS)
CAST = ["hoa", "ha", "dung", "tam", "kiem", "lan", "nobody"]


@pytest.fixture
def ha(db):
    """Hà coordinates the whole city."""
    city = Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")
    officer = person("ha@example.vn", "Phạm Thu Hà")
    join(officer, city, Role.COORDINATOR)
    return officer


@pytest.fixture
def kiem(soc_trang_office):
    """Kiểm looks at everything and touches nothing."""
    officer = person("kiem@example.vn", "Đỗ Kiểm")
    join(officer, soc_trang_office, Role.AUDITOR)
    return officer


def test_the_table_is_the_one_agreed_on():
    assert {name: (set(s.sources), s.target) for name, s in STEPS.items()} == TABLE


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_in_the_table_are_possible(hoa, soc_trang_office, name, state):
    expected = nullcontext() if state in TABLE[name][0] else pytest.raises(StepRefused)
    with expected:
        STEPS[name].check(state, by=hoa, at=soc_trang_office, note=NOTE)


@pytest.mark.parametrize("name", OFFICERS_STEPS)
@pytest.mark.parametrize("who", ["hoa", "ha", "dung", "tam", "kiem", "lan", "nobody"])
def test_only_the_officers_of_the_desk_and_the_coordinator_may(
    request, soc_trang_office, name, who
):
    by = None if who == "nobody" else request.getfixturevalue(who)
    step = STEPS[name]
    expected = nullcontext() if who in {"hoa", "ha"} else pytest.raises(StepRefused)
    with expected:
        step.check(next(iter(step.sources)), by=by, at=soc_trang_office, note=NOTE)


def test_the_sender_answers_even_without_an_account(soc_trang_office):
    STEPS["supply"].check(State.WAITING, by=None, at=soc_trang_office, note=NOTE)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("note", ["", "  \n "])
def test_a_note_is_owed_where_the_resident_needs_a_reason(hoa, soc_trang_office, name, note):
    step = STEPS[name]
    expected = pytest.raises(StepRefused) if name in NEED_NOTE else nullcontext()
    with expected:
        step.check(next(iter(step.sources)), by=hoa, at=soc_trang_office, note=note)


@pytest.mark.parametrize("state", State)
def test_an_officer_is_offered_exactly_what_she_may_take(hoa, soc_trang_office, state):
    offered = possible(STEPS, state, by=hoa, at=soc_trang_office)
    assert set(offered) == {name for name in OFFICERS_STEPS if state in TABLE[name][0]}


@pytest.mark.parametrize("state", State)
def test_an_officer_elsewhere_is_offered_nothing(dung, soc_trang_office, state):
    assert possible(STEPS, state, by=dung, at=soc_trang_office) == {}


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_report_has_a_way_on(state):
    assert any(state in step.sources for name, step in STEPS.items() if name in ONWARD)


def test_every_state_is_open_or_closed_and_has_a_colour():
    assert set(State) == OPEN | CLOSED
    assert not OPEN & CLOSED
    assert set(TONES) == set(State)


def test_words_are_never_shown_before_an_officer_read_them():
    assert set(State) - {State.SUBMITTED, State.DECLINED, State.WITHDRAWN} == SHOWN


def test_what_its_sender_does_herself_is_no_officers():
    assert {"submit", "edit", *RESIDENTS_STEPS} == BY_RESIDENT
