"""The whole table through every door: each state × step × role, on the screen and by the API.

What the action itself allows, tests/services/reports/test_workflow.py walks. Here the same answer
must come from each door, and what is refused must leave everything as it was.
"""

from datetime import timedelta

import pytest

from portal.common.moments import now
from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import COORDINATE, OF_THEIR_OWN, STEPS, State
from tests.services.reports.factories import in_state
from tests.services.reports.stepping import filled, given_for
from tests.undone import undone

NOTE = "Đã kiểm tra."
TAKEN = sorted(set(STEPS) - OF_THEIR_OWN)
CAST = ["hoa", "ha", "dung", "tam", "kiem", "lan", "nobody"]
AT_THE_DESK, COORDINATING = {"hoa", "ha"}, {"ha"}
INSIDE = {"hoa", "ha", "kiem"}  # These see the report; for all others it does not exist.


def may(who: str, name: str, state: str) -> bool:
    step = STEPS[name]
    if step.permission is None or state not in step.sources or name == "unpause":  # It runs.
        return False
    return who in (COORDINATING if step.permission == COORDINATE else AT_THE_DESK)


@pytest.fixture
def visit(request, client):
    def come(who: str):
        if who != "nobody":
            client.force_login(request.getfixturevalue(who))
        return client

    return come


def form(name: str, report: Report) -> dict:
    return filled(name, report, NOTE)


def on_the_screen(client, report: Report, told: dict):
    return client.post(f"/quan-tri/phan-anh/{report.reference}/buoc/", told)


def body(name: str, report: Report) -> dict:
    return {"step": name, "note": NOTE} | as_json(given_for(name, report))


def by_the_api(client, report: Report, told: dict):
    address = f"/api/v1/desk/reports/{report.reference}/steps/"
    return client.post(address, told, content_type="application/json")


def as_json(given: dict) -> dict:
    told = {}
    for name, value in given.items():
        match name:
            case "reason":
                told |= {"reason": value.reason, "right_agency": value.right_agency}
            case "ground":
                told |= {"ground": value.ground, "document": value.document}
            case "day":
                told |= {"day": value.isoformat()}
            case "officer":
                told |= {"officer": value.pk}
            case "category" | "agency":
                told |= {name: value.code}
            case "into":
                told |= {"into": value.reference}
    return told


def is_fitting(answer, door: str, has_moved: bool) -> bool:
    """Whether the answer says what happened: taken, or refused in words and without a fault."""
    return answer.status_code in ({TAKEN_WITH[door]} if has_moved else SHUT[door])


DOORS = {"screen": (form, on_the_screen), "api": (body, by_the_api)}
TAKEN_WITH = {"screen": 302, "api": 200}
SHUT = {"screen": {302, 403, 404, 409, 422}, "api": {400, 403, 404, 409}}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("door", DOORS)
def test_every_step_is_taken_or_refused_as_the_table_says(visit, hoa, door, who):
    client, wrong = visit(who), []
    for state in State:
        with undone():
            wrong += attempts(client, door, who, state)
    assert wrong == []


def attempts(client, door: str, who: str, state: str) -> list[tuple]:
    """Try every step on a report in this state; gives what the table says otherwise."""
    fill_in, knock = DOORS[door]
    report = in_state(state, due_at=now() + timedelta(days=20))
    wrong = []
    for name, told in [(name, fill_in(name, report)) for name in TAKEN]:
        with undone():
            answer = knock(client, report, told)
            moved = Report.objects.get(pk=report.pk)
            has_moved = moved.events.filter(step=name).exists()
            found = (has_moved, has_moved and moved.state, is_fitting(answer, door, has_moved))
            allowed = may(who, name, state)
            if found != (allowed, allowed and STEPS[name].leads_to(state), True):
                wrong.append((state, name, answer.status_code, moved.state))
    return wrong


@pytest.mark.parametrize("who", sorted(set(CAST) - INSIDE - {"nobody"}))
def test_what_is_not_theirs_does_not_exist_for_the_api(visit, hoa, who):
    client, report = visit(who), in_state(State.RECEIVED)
    for address in ("", "steps/"):
        answer = client.get(f"/api/v1/desk/reports/{report.reference}/{address}")
        assert answer.status_code in ({404, 405} if who == "dung" else {403, 405})
    listed = client.get("/api/v1/desk/reports/")
    assert listed.status_code == 403 or listed.json()["results"] == []


class TestTheApi:
    @pytest.fixture
    def desk(self, client, hoa):
        client.force_login(hoa)
        return client

    def test_it_lists_what_waits_soonest_due_first(self, desk):
        later = in_state(State.RECEIVED, due_at=now() + timedelta(days=9))
        sooner = in_state(State.SUBMITTED, due_at=now() + timedelta(days=1))
        in_state(State.RESOLVED)
        found = desk.get("/api/v1/desk/reports/").json()["results"]
        assert [one["reference"] for one in found] == [sooner.reference, later.reference]

    @pytest.mark.parametrize("count", [1, 12])
    def test_a_list_asks_the_same_few_questions(self, desk, django_assert_max_num_queries, count):
        for _ in range(count):
            in_state(State.RECEIVED)
        desk.get("/api/v1/desk/reports/")
        with django_assert_max_num_queries(10):
            desk.get("/api/v1/desk/reports/")

    def test_it_says_what_may_be_done_and_what_that_needs(self, desk):
        report = in_state(State.RECEIVED)
        told = desk.get(f"/api/v1/desk/reports/{report.reference}/").json()
        needs = {step["name"]: step["needs"] for step in told["steps"]}
        assert needs["assign"] == ["officer"]
        assert told["source"] == "web"
        assert "transfer" not in needs

    def test_it_never_tells_who_sent_it(self, desk):
        report = in_state(State.RECEIVED, description="Đèn hư, gọi tôi 0912 345 678.")
        told = desk.get(f"/api/v1/desk/reports/{report.reference}/").content.decode()
        for word in ("Trần Thị Lan", "lan@example.vn", "912345678", "0912"):
            assert word not in told

    def test_who_was_slower_is_told_what_happened(self, desk, ha):
        report = in_state(State.RECEIVED)
        report = actions.take_step(report, "start", by=ha)
        seen = report.head
        actions.take_step(report, "schedule", by=ha, **given_for("schedule", report))
        answer = desk.post(
            f"/api/v1/desk/reports/{report.reference}/steps/",
            {"step": "resolve", "note": NOTE, "seen": seen},
            content_type="application/json",
        )
        assert answer.status_code == 409
        assert "Phạm Thu Hà" in answer.json()["detail"]

    def test_a_second_factor_is_asked_here_too(self, desk, settings):
        settings.STAFF_SECOND_FACTOR = True
        answer = desk.get("/api/v1/desk/reports/")
        assert answer.status_code == 403
        assert "hai bước" in answer.json()["detail"]
