"""Every step, from every state, by everybody: the table decides, and nothing else."""

from contextlib import nullcontext

import pytest

from portal.common.workflow import StepRefused, possible
from services.reports.workflow import (
    BY_PARTNER,
    BY_RESIDENT,
    BY_RULE,
    CLOSED,
    ONWARD,
    OPEN,
    SHOWN,
    STEPS,
    TONES,
    State,
)

NOTE = "Đã kiểm tra"
HERE = {"received", "assigned", "in_progress", "scheduled", "reopened"}  # In an officer's hand.
ANY = HERE | {"submitted", "waiting", "partner"}  # Open.
STAYS = None
TABLE = {
    "receive": ({"submitted"}, "received"),
    "assign": ({"received", "assigned", "reopened"}, "assigned"),
    "hand_over": ({"in_progress", "waiting", "partner", "scheduled"}, STAYS),
    "start": (HERE - {"in_progress"}, "in_progress"),
    "schedule": (HERE, "scheduled"),
    "ask": (HERE, "waiting"),
    "supply": ({"waiting"}, "in_progress"),
    "resume": ({"waiting"}, "in_progress"),
    "close_unanswered": ({"waiting"}, "declined"),
    "ask_partner": (HERE, "partner"),
    "partner_answers": ({"partner"}, "in_progress"),
    "recall": ({"partner"}, "in_progress"),
    "resolve": ({"in_progress", "scheduled", "reopened"}, "resolved"),
    "decline": (ANY, "declined"),
    "recategorise": (ANY, STAYS),
    "refuse": ({"submitted", "received", "assigned", "reopened"}, STAYS),
    "transfer": (HERE | {"submitted"}, "received"),
    "pause": (HERE | {"partner"}, STAYS),
    "unpause": (HERE | {"partner"}, STAYS),
    "merge": (ANY, "merged"),
    "unmerge": ({"merged"}, STAYS),
    "split": (HERE, "in_progress"),
    "parts_resolved": ({"in_progress"}, "resolved"),
    "parts_declined": ({"in_progress"}, "declined"),
    "part_reopened": (
        (ANY - {"submitted", "in_progress"}) | {"resolved", "declined"},
        "in_progress",
    ),
    "reopen": ({"resolved", "declined"}, "reopened"),
    "withdraw": (ANY, "withdrawn"),
    "object": ({"resolved"}, "reopened"),
    "spam": (ANY, "spam"),
    "restore": ({"spam"}, "received"),
}
NEED_NOTE = {
    "ask", "supply", "resume", "ask_partner", "partner_answers", "recall", "resolve", "decline",
    "refuse", "transfer", "pause", "merge", "unmerge", "split", "reopen", "spam", "restore",
}  # fmt: skip
RESIDENTS_STEPS = {"supply", "withdraw", "object"}
OTHERS_STEPS = {
    "close_unanswered", "parts_resolved", "parts_declined", "part_reopened", "partner_answers",
}  # fmt: skip
OFFICERS_STEPS = sorted(set(TABLE) - RESIDENTS_STEPS - OTHERS_STEPS)
COORDINATORS_STEPS = {"transfer"}
CAST = ["hoa", "ha", "dung", "tam", "kiem", "lan", "nobody"]


def test_the_table_is_the_one_agreed_on():
    assert {name: (set(s.sources), s.target) for name, s in STEPS.items()} == TABLE


@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_in_the_table_are_possible(ha, soc_trang_office, name):
    for state in State:
        expected = nullcontext() if state in TABLE[name][0] else pytest.raises(StepRefused)
        with expected:
            STEPS[name].check(state, by=ha, at=soc_trang_office, note=NOTE)


@pytest.mark.parametrize("who", CAST)
def test_only_the_officers_of_the_desk_and_the_coordinator_may(request, soc_trang_office, who):
    by = None if who == "nobody" else request.getfixturevalue(who)
    for name in OFFICERS_STEPS:
        step = STEPS[name]
        may = {"ha"} if name in COORDINATORS_STEPS else {"hoa", "ha"}
        expected = nullcontext() if who in may else pytest.raises(StepRefused)
        with expected:
            step.check(next(iter(step.sources)), by=by, at=soc_trang_office, note=NOTE)


def test_the_sender_answers_even_without_an_account(soc_trang_office):
    STEPS["supply"].check(State.WAITING, by=None, at=soc_trang_office, note=NOTE)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("note", ["", "  \n "])
def test_a_note_is_owed_where_the_resident_needs_a_reason(ha, soc_trang_office, name, note):
    step = STEPS[name]
    expected = pytest.raises(StepRefused) if name in NEED_NOTE else nullcontext()
    with expected:
        step.check(next(iter(step.sources)), by=ha, at=soc_trang_office, note=note)


@pytest.mark.parametrize("state", State)
def test_an_officer_is_offered_exactly_what_she_may_take(hoa, soc_trang_office, state):
    offered = possible(STEPS, state, by=hoa, at=soc_trang_office)
    hers = set(OFFICERS_STEPS) - COORDINATORS_STEPS
    assert set(offered) == {name for name in hers if state in TABLE[name][0]}


@pytest.mark.parametrize("state", State)
def test_an_officer_elsewhere_is_offered_nothing(dung, soc_trang_office, state):
    assert possible(STEPS, state, by=dung, at=soc_trang_office) == {}


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_report_has_a_way_on(state):
    ways = ONWARD | {"recall"}
    assert any(state in step.sources for name, step in STEPS.items() if name in ways)


def test_every_state_is_open_or_closed_and_has_a_colour():
    assert set(State) == OPEN | CLOSED
    assert not OPEN & CLOSED
    assert set(TONES) == set(State)


def test_words_are_never_shown_before_an_officer_read_them():
    hidden = {State.SUBMITTED, State.DECLINED, State.WITHDRAWN, State.SPAM}
    assert set(State) - hidden == SHOWN


def test_what_its_sender_does_herself_is_no_officers():
    assert {"submit", "edit", *RESIDENTS_STEPS} == BY_RESIDENT
    without_permission = {name for name, step in STEPS.items() if not step.permission}
    assert without_permission == RESIDENTS_STEPS | OTHERS_STEPS
    assert OTHERS_STEPS <= BY_RULE | BY_PARTNER
