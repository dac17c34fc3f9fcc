"""Of another kind, in one step: its clock stays, and it goes where that kind goes if so wished."""

import pytest

from portal.common.workflow import StepRefused
from services.reports import actions
from services.reports.models import Category, Report
from services.reports.workflow import State
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.ruling import department, rule


@pytest.fixture
def holes(ha) -> Category:
    """A kind that a rule sends to the department."""
    kind = CategoryFactory(code="GT01", name="Ổ gà, mặt đường hư", target_days=30)
    rule("Ổ gà về sở", agency=department(), categories=[kind])
    return kind


def test_it_stays_where_nobody_says_otherwise(hoa, holes):
    report = ReportFactory(in_progress=True)
    moved = actions.recategorise(report, by=hoa, category=holes)
    assert (moved.category, moved.agency, moved.state) == (holes, report.agency, State.IN_PROGRESS)


def test_it_goes_where_the_rules_send_this_kind(hoa, holes):
    report = ReportFactory(in_progress=True, assignee=hoa)
    moved = actions.recategorise(report, by=hoa, category=holes, send_to=department())
    report = Report.objects.get(pk=moved.pk)
    assert (report.agency, report.state) == (department(), State.RECEIVED)
    assert (report.assignee, report.due_at) == (None, moved.due_at)
    told = [(event.step, event.is_public) for event in report.events.all()]
    assert told == [("recategorise", True), ("route", False)]


def test_to_no_other_agency_than_the_one_the_rules_name(hoa, holes, phu_loi_office):
    report = ReportFactory(in_progress=True)
    with pytest.raises(StepRefused, match="Quy tắc vừa thay đổi"):
        actions.recategorise(report, by=hoa, category=holes, send_to=phu_loi_office)
    assert Report.objects.get().category == report.category
    assert not report.events.exists()


def test_a_stranger_sends_nothing(dung, holes):
    with pytest.raises(StepRefused, match="không có quyền"):
        actions.recategorise(
            ReportFactory(in_progress=True), by=dung, category=holes, send_to=department()
        )


def test_while_the_resident_is_asked_it_stays(hoa, holes):
    with pytest.raises(StepRefused, match="Quy tắc vừa thay đổi"):
        actions.recategorise(
            ReportFactory(waiting=True), by=hoa, category=holes, send_to=department()
        )
