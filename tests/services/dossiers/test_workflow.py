"""The table of steps against the one the law's pages were read into, state by state."""

from contextlib import nullcontext

import pytest

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused
from services.dossiers.workflow import CLOSED, STEPS, TONES, State, possible_steps
from tests.people import person

# From each state, the steps and where they lead.
LIFE = {
    State.DRAFT: {},
    State.SUBMITTED: {
        "receive": State.RECEIVED,
        "refuse": State.NOT_RECEIVED,
        "request_supplement": State.SUPPLEMENT_REQUESTED,
        "withdraw": State.WITHDRAWN,
    },
    State.RECEIVED: {"process": State.PROCESSING},
    State.NOT_RECEIVED: {},
    State.PROCESSING: {
        "request_supplement": State.SUPPLEMENT_REQUESTED,
        "request_payment": State.PAYMENT_REQUESTED,
        "stop": State.STOPPED,
        "complete": State.COMPLETED,
        "withdraw": State.WITHDRAWN,
    },
    State.SUPPLEMENT_REQUESTED: {"supplement_received": State.PROCESSING, "stop": State.STOPPED},
    State.PAYMENT_REQUESTED: {"payment_received": State.PROCESSING},
    State.WITHDRAWN: {},
    State.STOPPED: {},
    State.COMPLETED: {"return_result": State.RETURNED},
    State.RETURNED: {"correct_return": State.COMPLETED},
}

RECEPTION = {
    "receive",
    "refuse",
    "withdraw",
    "supplement_received",
    "payment_received",
    "return_result",
    "correct_return",
}
HANDLER = {"process", "request_payment", "stop", "complete"}
NOTE_OWED = {
    "refuse",
    "request_supplement",
    "request_payment",
    "stop",
    "correct_return",
}


def may(role: Role, name: str, state: State) -> bool:
    """Who takes which step; a supplement is asked for by the desk, and later by the handler."""
    if name == "request_supplement":
        return role == (Role.RECEPTION if state == State.SUBMITTED else Role.DOSSIER_HANDLER)
    allowed = {Role.RECEPTION: RECEPTION, Role.DOSSIER_HANDLER: HANDLER}
    return name in allowed.get(role, set())


@pytest.fixture
def officers(soc_trang_office):
    """One officer for each role there is."""
    officers = {role: person(f"{role}@example.vn", "Kim Sang") for role in Role}
    for role, officer in officers.items():
        join(officer, soc_trang_office, role)
    return officers


def test_the_table_is_the_law(db):
    for state in State:
        steps = {name: step.target for name, step in STEPS.items() if state in step.sources}
        assert steps == LIFE[state]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", STEPS)
def test_only_the_steps_in_the_table_are_possible(officers, soc_trang_office, name, state):
    for role, officer in officers.items():
        if role == Role.ADMINISTRATOR:
            continue
        allowed = name in LIFE[state] and may(role, name, state)
        expected = nullcontext() if allowed else pytest.raises(StepRefused)
        with expected:
            STEPS[name].check(state, by=officer, at=soc_trang_office, note="Đã kiểm tra")


@pytest.mark.parametrize("state", State)
def test_an_officer_is_offered_what_she_may_do(officers, soc_trang_office, state):
    for role in (Role.RECEPTION, Role.DOSSIER_HANDLER, Role.AUDITOR, Role.REPORT_HANDLER):
        offered = possible_steps(state, by=officers[role], at=soc_trang_office)
        assert set(offered) == {name for name in LIFE[state] if may(role, name, state)}


def test_elsewhere_an_officer_may_nothing(tam, son, phu_loi_office):
    for state in State:
        assert possible_steps(state, by=tam, at=phu_loi_office) == {}
        assert possible_steps(state, by=son, at=phu_loi_office) == {}


@pytest.mark.parametrize("name", STEPS)
def test_a_note_is_owed_where_the_resident_needs_a_reason(officers, soc_trang_office, name):
    step = STEPS[name]
    assert step.needs_note == (name in NOTE_OWED)
    for state in step.sources:
        role = Role.RECEPTION if may(Role.RECEPTION, name, state) else Role.DOSSIER_HANDLER
        with pytest.raises(StepRefused) if step.needs_note else nullcontext():
            step.check(state, by=officers[role], at=soc_trang_office, note="  ")


def test_every_state_has_its_national_word_and_a_colour():
    assert {state.value: str(state.label) for state in State} == {
        "draft": "Bản nháp",
        "submitted": "Mới đăng ký",
        "received": "Được tiếp nhận",
        "not_received": "Không được tiếp nhận",
        "processing": "Đang xử lý",
        "supplement_requested": "Yêu cầu bổ sung giấy tờ",
        "payment_requested": "Yêu cầu thực hiện nghĩa vụ tài chính",
        "withdrawn": "Công dân yêu cầu rút hồ sơ",
        "stopped": "Dừng xử lý",
        "completed": "Đã xử lý xong",
        "returned": "Đã trả kết quả",
    }
    assert set(TONES) == set(State)
    ends = {state for state in State if not set(LIFE[state]) - {"correct_return"}}
    assert ends - {State.DRAFT} == CLOSED
