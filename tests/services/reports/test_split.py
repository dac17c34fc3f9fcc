"""A report about several things: each agency has its part, and the whole closes with the last."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now
from portal.common.workflow import StepRefused
from services.notifications.models import Message
from services.privacy.models import Tombstone
from services.reports import actions, erasure
from services.reports.actions.splitting import Part
from services.reports.given import Refusal
from services.reports.models import Report
from services.reports.parts import MOST
from services.reports.reasons import Reason
from services.reports.workflow import IN_HAND, State
from tests.people import person
from tests.services.reports.factories import CategoryFactory, ReportFactory, in_state, office
from tests.services.reports.merging import NOTE
from tests.services.reports.stepping import given_for, other_kind

MANY_CAN_WRITE = "postgresql" in settings.DATABASES["default"]["ENGINE"]
REFUSAL = Refusal(Reason.NOT_FOUND)


def some_parts(count: int = 2) -> list[Part]:
    return [Part(CategoryFactory(), f"Thay bóng đèn số {number}.") for number in range(count)]


def split(report: Report, by, count: int = 2) -> list[Report]:
    actions.split(report, some_parts(count), by=by, note="Chia cho từng tổ.")
    return list(report.parts.order_by("pk"))


def take(report: Report, *steps: str, by) -> Report:
    for step in steps:
        given = {"reason": REFUSAL} if step == "decline" else {}
        report = actions.take_step(report, step, by=by, note=NOTE, **given)
    return report


def resolve(part: Report, by) -> Report:
    return take(part, "start", "resolve", by=by)


def state_of(report: Report) -> str:
    return Report.objects.get(pk=report.pk).state


@pytest.fixture
def whole(hoa) -> Report:
    return ReportFactory(received=True)


class TestSplitting:
    @pytest.mark.parametrize("state", sorted(IN_HAND))
    def test_the_whole_is_in_progress_and_each_part_received(self, hoa, state):
        whole = in_state(state)
        parts = split(whole, hoa, 3)
        assert state_of(whole) == State.IN_PROGRESS
        assert [part.state for part in parts] == [State.RECEIVED] * 3
        event = whole.events.get()
        assert event.step == "split"
        assert event.details == {"parts": [part.reference for part in parts]}
        assert [part.events.get().details for part in parts] == [{"whole": whole.reference}] * 3
        call_command("verify_history")

    def test_a_part_knows_the_place_and_the_date_and_not_who_sent_it(self, hoa, lan):
        whole = ReportFactory(received=True, reporter=lan, accuracy_m=12)
        part = split(whole, hoa)[0]
        for name in ("commune", "address", "lat", "lon", "accuracy_m", "due_at", "tile"):
            assert getattr(part, name) == getattr(Report.objects.get(pk=whole.pk), name)
        assert (part.reporter, part.is_somebodys, part.claim_digest) == (None, False, "")
        assert part.folded
        assert part.is_listed

    def test_its_clock_runs_on_before_the_parts_take_its_date(self, hoa):
        paused = {"paused_at": now() - timedelta(days=9), "due_at": now() + timedelta(days=3)}
        whole = ReportFactory(received=True, **paused)
        due_at = whole.due_at
        part = split(whole, hoa)[0]
        assert part.due_at > due_at
        assert part.paused_at is None

    def test_each_kind_goes_to_whoever_sees_to_it_there(self, hoa, phu_loi_office):
        kind = other_kind()
        kind.agencies.set([phu_loi_office])
        whole = ReportFactory(received=True)
        told = [Part(kind, "Vá ổ gà trước chợ."), Part(CategoryFactory(), "Thay bóng đèn.")]
        actions.split(whole, told, by=hoa, note=NOTE)
        assert [part.agency for part in whole.parts.order_by("pk")] == [phu_loi_office, office()]

    def test_only_the_coordinator_sends_a_part_to_another(self, hoa, ha, phu_loi_office, whole):
        told = [Part(CategoryFactory(), "Thay bóng đèn.", phu_loi_office)] * 2
        with pytest.raises(StepRefused, match="điều phối"):
            actions.split(whole, told, by=hoa, note=NOTE)
        assert not whole.parts.exists()
        actions.split(whole, told, by=ha, note=NOTE)
        assert {part.agency for part in whole.parts.all()} == {phu_loi_office}

    def test_she_may_keep_a_part_that_others_would_have(self, hoa, phu_loi_office, whole):
        kind = other_kind()
        kind.agencies.set([phu_loi_office])
        told = [Part(kind, "Vá ổ gà trước chợ.", office())] * 2
        actions.split(whole, told, by=hoa, note=NOTE)
        assert {part.agency for part in whole.parts.all()} == {office()}

    def test_what_is_private_stays_so_in_every_part(self, hoa):
        whole = ReportFactory(received=True, private=True)
        assert [part.is_private for part in split(whole, hoa)] == [True, True]

    def test_a_kind_that_is_private_makes_its_part_private(self, hoa, whole):
        told = [*some_parts(1), Part(CategoryFactory(private=True), "Kiểm tra quán.")]
        actions.split(whole, told, by=hoa, note=NOTE)
        assert [part.is_private for part in whole.parts.order_by("pk")] == [False, True]

    def test_what_becomes_private_hides_its_parts(self, hoa, whole):
        split(whole, hoa)
        private = CategoryFactory(private=True)
        actions.take_step(whole, "recategorise", by=hoa, category=private)
        assert not whole.parts.public().exists()

    def test_the_sender_is_told_of_the_parts_once(self, hoa, whole):
        parts = split(whole, hoa)
        message = Message.objects.get(channel="email")
        assert message.kind == "reports/split"
        assert all(part.reference in message.facts["given"] for part in parts)

    @pytest.mark.parametrize("count", [0, 1, MOST + 1])
    def test_too_few_and_too_many_are_refused(self, hoa, whole, count):
        with pytest.raises(StepRefused, match="phần"):
            split(whole, hoa, count)
        assert not whole.events.exists()

    def test_a_part_without_words_is_refused(self, hoa, whole):
        with pytest.raises(StepRefused, match="việc cần làm"):
            actions.split(whole, [Part(CategoryFactory(), "  ")] * 2, by=hoa, note=NOTE)

    @pytest.mark.parametrize("state", sorted(set(State) - IN_HAND))
    def test_what_is_not_in_hand_is_not_split(self, hoa, state):
        with pytest.raises(StepRefused):
            split(in_state(state), hoa)

    def test_dung_may_not_and_an_auditor_may_not(self, dung, minh, soc_trang_office):
        join(minh, soc_trang_office, Role.AUDITOR)
        for officer in (dung, minh):
            with pytest.raises(StepRefused, match="không có quyền"):
                split(ReportFactory(received=True), officer)


class TestWhileAPartIsOpen:
    @pytest.mark.parametrize("name", ["resolve", "decline", "ask", "schedule", "spam", "transfer"])
    def test_the_whole_waits_and_says_for_how_many(self, ha, whole, name):
        split(whole, ha)
        with pytest.raises(StepRefused, match="Còn 2 phần"):
            actions.take_step(whole, name, by=ha, note=NOTE, **given_for(name, whole))
        assert state_of(whole) == State.IN_PROGRESS

    def test_it_is_not_merged(self, hoa, whole):
        split(whole, hoa)
        with pytest.raises(StepRefused, match="phần"):
            actions.merge(whole, ReportFactory(received=True), by=hoa, note=NOTE)

    @pytest.mark.parametrize("name", ["hand_over", "pause", "recategorise"])
    def test_what_does_not_move_it_is_possible(self, ha, whole, name):
        split(whole, ha)
        actions.take_step(whole, name, by=ha, note=NOTE, **given_for(name, whole))
        assert state_of(whole) == State.IN_PROGRESS

    def test_a_part_is_not_asked_merged_nor_split(self, hoa, whole):
        part = split(whole, hoa)[0]
        with pytest.raises(StepRefused, match="không có người để hỏi"):
            actions.take_step(part, "ask", by=hoa, note=NOTE)
        with pytest.raises(StepRefused, match="không gộp"):
            actions.merge(part, ReportFactory(received=True), by=hoa, note=NOTE)
        with pytest.raises(StepRefused, match="không chia tiếp"):
            split(part, hoa)

    def test_another_report_may_be_merged_into_a_part(self, hoa, whole):
        part = split(whole, hoa)[0]
        actions.merge(ReportFactory(received=True), part, by=hoa, note=NOTE)
        assert part.follows.exists()


class TestTheLastPart:
    def test_the_whole_is_resolved_with_the_last_of_ten(self, hoa, whole):
        parts = split(whole, hoa, MOST)
        for part in parts[:-1]:
            resolve(part, hoa)
        assert state_of(whole) == State.IN_PROGRESS
        resolve(parts[-1], hoa)
        whole.refresh_from_db()
        assert (whole.state, whole.closed_at is not None) == (State.RESOLVED, True)
        assert whole.events.last().step == "parts_resolved"
        assert Message.objects.filter(kind="reports/parts_resolved", channel="email").count() == 1

    def test_one_that_is_resolved_is_enough(self, hoa, whole):
        first, second = split(whole, hoa)
        resolve(first, hoa)
        take(second, "decline", by=hoa)
        assert state_of(whole) == State.RESOLVED

    def test_where_none_is_handled_neither_is_the_whole(self, hoa, whole):
        first, second = split(whole, hoa)
        take(first, "decline", by=hoa)
        take(second, "spam", by=hoa)
        assert state_of(whole) == State.DECLINED
        assert whole.events.last().step == "parts_declined"
        assert Message.objects.filter(kind="reports/parts_declined").exists()

    def test_its_sender_is_asked_and_says_of_the_whole_what_she_thinks(self, hoa, whole):
        for part in split(whole, hoa):
            resolve(part, hoa)
        facts = {"rater": "reporter", "number": 1, "is_satisfied": False}
        actions.judge(whole, **facts)
        assert state_of(whole) == State.REOPENED

    def test_a_refusal_takes_nothing_of_it(self, hoa, dung, whole):
        parts = split(whole, hoa)
        with pytest.raises(StepRefused):
            take(parts[0], "start", by=dung)
        assert state_of(parts[0]) == State.RECEIVED


class TestOpenAgain:
    @pytest.mark.parametrize("last", ["resolve", "decline"])
    def test_with_its_part_the_whole_is_open_again_and_closes_again(self, hoa, whole, last):
        for part in split(whole, hoa):
            take(part, "start", last, by=hoa)
        take(part, "reopen", by=hoa)
        assert state_of(whole) == State.IN_PROGRESS
        assert whole.events.last().step == "part_reopened"
        assert Message.objects.filter(kind="reports/part_reopened", channel="email").exists()
        take(part, "resolve", by=hoa)
        assert state_of(whole) == State.RESOLVED
        call_command("verify_history")

    def test_who_judges_a_part_opens_the_whole_too(self, hoa, whole, minh):
        parts = split(whole, hoa)
        for part in parts:
            resolve(part, hoa)
        follow = actions.follow(parts[0], user=minh)
        actions.judge(parts[0], rater=f"follow-{follow.pk}", number=1, is_satisfied=False)
        assert state_of(parts[0]) == State.REOPENED
        assert state_of(whole) == State.IN_PROGRESS

    def test_a_part_of_what_was_withdrawn_stays_closed(self, hoa, whole):
        first, _second = split(whole, hoa)
        resolve(first, hoa)
        actions.take_step(whole, "withdraw", by=None)
        with pytest.raises(StepRefused, match=whole.reference):
            take(first, "reopen", by=hoa)

    def test_more_parts_may_follow(self, hoa, whole):
        for part in split(whole, hoa):
            resolve(part, hoa)
        take(whole, "reopen", by=hoa)
        actions.split(whole, some_parts(1), by=hoa, note=NOTE)
        assert whole.parts.count() == 3


class TestWithdrawn:
    def test_the_parts_are_withdrawn_with_it(self, hoa, lan):
        whole = ReportFactory(received=True, reporter=lan)
        first, second = split(whole, hoa)
        resolve(first, hoa)
        actions.take_step(whole, "withdraw", by=lan)
        assert [state_of(one) for one in (whole, first, second)] == [
            State.WITHDRAWN,
            State.RESOLVED,
            State.WITHDRAWN,
        ]
        assert second.events.last().by is None
        assert whole.events.last().step == "withdraw"

    def test_erased_it_takes_words_and_place_of_its_parts_along(self, hoa, lan):
        whole = ReportFactory(received=True, reporter=lan)
        parts = split(whole, hoa)
        actions.take_step(whole, "withdraw", by=lan)
        erasure.erase_at_wish(Report.objects.get(pk=whole.pk))
        for part in parts:
            part.refresh_from_db()
            assert part.is_erased
            assert (part.address, part.lat) == ("", None)
            assert Tombstone.objects.filter(reference=part.reference).exists()


class TestPages:
    def test_the_whole_shows_its_parts_and_each_part_its_whole(self, client, hoa, whole):
        first, second = split(whole, hoa)
        resolve(first, hoa)
        page = client.get(whole.get_absolute_url()).content.decode()
        assert NOTE in page
        for part in (first, second):
            assert f'href="{part.get_absolute_url()}"' in page
            of_part = client.get(part.get_absolute_url()).content.decode()
            assert f'href="{whole.get_absolute_url()}"' in of_part
            assert "Trần Thị Lan" not in of_part
        listed = client.get("/phan-anh/").content.decode()
        assert first.reference in listed

    def test_of_a_private_part_others_see_no_more_than_that_it_is_there(self, client, hoa, whole):
        told = [*some_parts(1), Part(CategoryFactory(private=True), "Kiểm tra quán.")]
        actions.split(whole, told, by=hoa, note=NOTE)
        secret = whole.parts.get(is_private=True)
        page = client.get(whole.get_absolute_url()).content.decode()
        assert secret.reference in page
        assert "Nghi tệ nạn" not in page
        assert f'href="{secret.get_absolute_url()}"' not in page

    def test_another_system_reads_the_same(self, api, hoa, whole):
        first, second = split(whole, hoa)
        told = api.get(f"/api/v1/reports/{whole.reference}/").json()
        assert told["parts"] == [first.reference, second.reference]
        assert (told["part_of"], told["merged_into"]) == (None, None)
        told = api.get(f"/api/v1/reports/{first.reference}/").json()
        assert (told["part_of"], told["parts"]) == (whole.reference, [])

    def test_another_system_reads_as_what_it_goes_on(self, api, hoa, whole):
        into = ReportFactory(received=True)
        actions.merge(whole, into, by=hoa, note=NOTE)
        told = api.get(f"/api/v1/reports/{whole.reference}/").json()
        assert told["merged_into"] == into.reference

    @pytest.mark.parametrize("count", [2, MOST])
    def test_its_page_asks_the_same_few_questions(
        self, client, hoa, whole, django_assert_max_num_queries, count
    ):
        split(whole, hoa, count)
        client.get(whole.get_absolute_url())
        with django_assert_max_num_queries(22):
            client.get(whole.get_absolute_url())


def close_one(part: Report, officer) -> None:
    """What one officer does in a process of her own."""
    if not MANY_CAN_WRITE:
        resolve(part, officer)
        return
    with closing(connection):
        resolve(part, officer)


def officers(count: int) -> list:
    found = [person(f"can-bo-{number}@example.vn", f"Cán bộ {number}") for number in range(count)]
    for officer in found:
        join(officer, office(), Role.REPORT_HANDLER)
    return found


@pytest.mark.django_db(transaction=MANY_CAN_WRITE)
def test_ten_officers_close_ten_parts_at_once_and_the_whole_closes_once():
    """From ten desks at the same time, where the database is one that many can use."""
    team = officers(MOST)
    whole = ReportFactory(received=True)
    parts = split(whole, team[0], MOST)
    if MANY_CAN_WRITE:
        with ThreadPoolExecutor(MOST) as desks:
            list(desks.map(close_one, parts, team))
    else:
        for part, officer in zip(parts, team, strict=True):
            close_one(part, officer)
    assert {state_of(part) for part in parts} == {State.RESOLVED}
    assert state_of(whole) == State.RESOLVED
    assert whole.events.filter(step="parts_resolved").count() == 1
    call_command("verify_history")


@pytest.mark.django_db(transaction=MANY_CAN_WRITE)
def test_two_merged_into_each_other_at_once_are_merged_once():
    """Each way round from a desk of its own: nobody waits for ever, and one is refused."""
    one, two = ReportFactory(received=True), ReportFactory(received=True)
    team = officers(2)
    if MANY_CAN_WRITE:
        with ThreadPoolExecutor(2) as desks:
            done = list(desks.map(merge_one, [(one, two), (two, one)], team))
    else:
        done = [
            merge_one(pair, by) for pair, by in zip([(one, two), (two, one)], team, strict=True)
        ]
    assert sorted(done) == [False, True]
    assert sorted(map(state_of, (one, two))) == [State.MERGED, State.RECEIVED]


def merge_one(pair, officer) -> bool:
    try:
        actions.merge(*pair, by=officer, note=NOTE)
    except StepRefused:
        return False
    else:
        return True
    finally:
        if MANY_CAN_WRITE:
            connection.close()
