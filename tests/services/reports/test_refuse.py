"""An agency says that a report belongs to others: in time, once, and then people decide."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from portal.accounts.actions import join
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role
from portal.common.workflow import StepRefused
from services.notifications.models import Message
from services.reports import actions, telling
from services.reports.history import breaks
from services.reports.models import Category, Report
from services.reports.why_here import way_here
from services.reports.workflow import State
from tests.people import person
from tests.services.reports.factories import ReportFactory
from tests.services.reports.ruling import department, rule, team_of

NOTE = "Tuyến đường này do tỉnh quản lý."
MONDAY = "2026-11-16 09:00:00+07:00"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return time_machine


@pytest.fixture
def builders(ha) -> Agency:
    return department()


@pytest.fixture
def builder(builders) -> User:
    officer = person("xd@example.vn", "Trần Văn Xây")
    join(officer, builders, Role.REPORT_HANDLER)
    return officer


@pytest.fixture
def sent(lamps, soc_trang, builders, builder) -> Report:
    """A report that a rule sent to the builders."""
    lamp = Category.objects.get(code="CS01")
    rule("Đèn về sở", agency=builders, team=team_of(builders), categories=[lamp])
    report, _code = actions.submit_report(
        category=lamp, description="Đèn tắt", commune=soc_trang, contact_email="lan@example.vn"
    )
    assert report.agency == builders
    return report


def test_it_goes_to_whom_the_rules_name_next(sent, builder, soc_trang_office):
    moved = actions.refuse(sent, by=builder, note=NOTE)
    assert (moved.agency, moved.team, moved.state) == (soc_trang_office, None, State.SUBMITTED)
    event = moved.events.get(step="refuse")
    facts = {name: event.details[name] for name in ("from", "to", "name")}
    assert facts == {"from": "H13.05", "to": "H13.31507", "name": soc_trang_office.name}
    assert (event.by, event.note, event.is_public) == (builder, NOTE, False)


def test_the_next_rule_that_fits_comes_first(sent, builder):
    power = department("H13.06", "Công ty Điện lực")
    rule("Đèn về điện lực", agency=power)
    assert actions.refuse(sent, by=builder, note=NOTE).agency == power


def test_its_clock_runs_on(sent, builder):
    assert actions.refuse(sent, by=builder, note=NOTE).due_at == sent.due_at


def test_the_second_time_the_city_decides(sent, builder, hoa, ha, soc_trang_office):
    rule("Mọi thứ về điện lực", agency=department("H13.06", "Công ty Điện lực"), communes=[])
    moved = actions.refuse(sent, by=builder, note=NOTE)
    again = person("dl@example.vn", "Ngô Điện")
    join(again, moved.agency, Role.REPORT_HANDLER)
    moved = actions.refuse(moved, by=again, note=NOTE)
    assert moved.agency.kind == Agency.Kind.CITY
    came = way_here(moved.events.all())[-1]["lines"]
    assert "Hai cơ quan đã từ chối" in came[1]
    with pytest.raises(StepRefused, match="Thành phố quyết định"):
        actions.refuse(moved, by=ha, note=NOTE)


def test_who_refused_is_never_named_by_the_rules_again(sent, builder, hoa, lamps):
    moved = actions.refuse(sent, by=builder, note=NOTE)
    assert moved.agency.code == "H13.31507"
    other = Category.objects.get(code="AN02")
    rule("An ninh về sở", agency=department(), categories=[other], position=0)
    moved = actions.take_step(moved, "receive", by=hoa)
    moved = actions.recategorise(moved, by=hoa, category=other)
    assert actions.refuse(moved, by=hoa, note=NOTE).agency.kind == Agency.Kind.CITY


def test_where_a_coordinator_has_decided_it_is_not_refused_again(sent, builder, ha, builders):
    moved = actions.refuse(sent, by=builder, note=NOTE)
    moved = actions.take_step(moved, "transfer", by=ha, note="Của sở.", agency=builders)
    with pytest.raises(StepRefused, match="người điều phối đã quyết định"):
        actions.refuse(moved, by=builder, note=NOTE)


@pytest.mark.parametrize(("days", "may"), [(0, True), (1, True), (2, False)])
def test_only_until_the_working_day_after_it_came(sent, builder, monday, days, may):
    monday.shift(timedelta(days=days))
    if may:
        assert actions.refuse(sent, by=builder, note=NOTE).agency != sent.agency
        return
    with pytest.raises(StepRefused, match="đến hết ngày 17/11/2026"):
        actions.refuse(sent, by=builder, note=NOTE)
    assert Report.objects.get().agency == sent.agency


def test_a_weekend_is_not_counted(lamps, soc_trang, soc_trang_office, hoa, ha, monday):
    monday.move_to("2026-11-20 16:00:00+07:00", tick=False)
    report, _code = actions.submit_report(
        category=Category.objects.get(code="CS01"), description="Đèn tắt", commune=soc_trang
    )
    monday.move_to("2026-11-23 16:00:00+07:00", tick=False)
    assert actions.refuse(report, by=hoa, note=NOTE).agency.kind == Agency.Kind.CITY


def test_sent_on_it_may_be_refused_anew(sent, builder, hoa, monday):
    monday.shift(timedelta(days=1))
    moved = actions.refuse(sent, by=builder, note=NOTE)
    monday.shift(timedelta(days=1))
    assert actions.refuse(moved, by=hoa, note=NOTE).agency.kind == Agency.Kind.CITY


def test_a_reason_is_owed(sent, builder):
    with pytest.raises(StepRefused, match="vì sao việc này thuộc nơi khác"):
        actions.refuse(sent, by=builder, note="  ")


def test_only_its_own_officers_may(sent, dung, lan):
    for stranger in (dung, lan):
        with pytest.raises(StepRefused, match="không có quyền"):
            actions.refuse(sent, by=stranger, note=NOTE)


@pytest.mark.parametrize("state", [State.IN_PROGRESS, State.WAITING, State.RESOLVED])
def test_what_was_begun_is_not_refused(hoa, ha, state):
    with pytest.raises(StepRefused, match="người khác vừa chuyển bước"):
        actions.refuse(ReportFactory(**{state: True}), by=hoa, note=NOTE)


def test_whoever_had_it_in_hand_has_it_no_more(hoa, ha):
    report = ReportFactory(assigned=True, assignee=hoa, created_at="2026-11-16T08:00:00+07:00")
    moved = actions.refuse(report, by=hoa, note=NOTE)
    assert (moved.assignee, moved.state) == (None, State.RECEIVED)


def test_the_second_officer_reads_that_somebody_was_quicker(sent, builder, builders):
    other = person("xd2@example.vn", "Lâm Xây")
    join(other, builders, Role.REPORT_HANDLER)
    seen = Report.objects.get(pk=sent.pk).head
    actions.refuse(sent, by=builder, note=NOTE, seen=seen)
    with pytest.raises(StepRefused, match="Trần Văn Xây"):
        actions.refuse(sent, by=other, note=NOTE, seen=seen)
    assert sent.events.filter(step="refuse").count() == 1


def test_the_resident_hears_nothing_and_sees_only_another_agency(sent, builder):
    before = Message.objects.count()
    moved = actions.refuse(sent, by=builder, note=NOTE)
    assert Message.objects.count() == before
    told = telling.timeline(moved, is_mine=True)
    assert [one["title"] for one in told] == ["Đã gửi"]
    facts = {row["label"]: row["value"] for row in telling.facts(moved, in_full=True)}
    assert moved.agency.name in facts.values()
    assert "Sở Xây dựng" not in str(told) + str(facts)


def test_its_history_stays_whole(sent, builder):
    moved = actions.refuse(sent, by=builder, note=NOTE)
    report = Report.objects.get(pk=moved.pk)
    assert breaks(report, report.events.order_by("pk")) == []


def test_where_nobody_else_is_it_says_so(hoa):
    report = ReportFactory(created_at="2026-11-16T08:00:00+07:00")
    with pytest.raises(StepRefused, match="Không còn cơ quan nào"):
        actions.refuse(report, by=hoa, note=NOTE)


@pytest.mark.django_db(transaction=True)
def test_two_refusals_at_once_are_one(sent, builder, soc_trang_office):
    outcomes, start = [], threading.Barrier(2)

    def run():
        start.wait()
        try:
            outcomes.append(actions.refuse(sent, by=builder, note=NOTE).agency)
        except StepRefused:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=bool) == [None, soc_trang_office]
    report = Report.objects.get(pk=sent.pk)
    assert report.events.filter(step="refuse").count() == 1
    assert breaks(report, report.events.order_by("pk")) == []
