"""Rules are written, tried on what came lately, switched on, moved and ended; all of it is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from portal.accounts.models import Agency
from portal.common.moments import today
from portal.common.workflow import StepRefused
from services.reports import actions
from services.reports.actions.ruling import stamp
from services.reports.models import Category, Report, ReportEvent, RoutingRule
from services.reports.trial import try_out
from tests.people import agency_of, commune_named
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.ruling import department, rule, team_of


@pytest.fixture
def builders(ha) -> Agency:
    return department()


@pytest.fixture
def lamp(lamps) -> Category:
    return Category.objects.get(code="CS01")


def written(**facts) -> RoutingRule:
    return RoutingRule(name="Đèn về sở", valid_from=today(), **facts)


class TestTheTrial:
    @pytest.fixture
    def lately(self, lamp, builders):
        """Three lamps here, two next door, and a pothole; one lamp was sent on by hand."""
        next_door = commune_named("31510", "Phường Phú Lợi")
        other = agency_of(next_door, "H13.31510")
        ReportFactory.create_batch(2)
        ReportFactory(agency=builders)
        ReportFactory.create_batch(2, commune=next_door, agency=other)
        ReportFactory(category=CategoryFactory(code="GT01", name="Ổ gà"))

    def test_it_counts_what_would_have_gone_elsewhere(self, ha, lately, lamp, builders):
        trial = try_out(rule(is_on=False, agency=builders, categories=[lamp]), by=ha)
        assert (trial.tried, trial.fitting, trial.elsewhere) == (6, 5, 5)
        told = [(move.source.code, move.target.code, move.count) for move in trial.moves]
        assert told == [("H13.31507", "H13.05", 3), ("H13.31510", "H13.05", 2)]
        assert [move.there_already for move in trial.moves] == [1, 0]

    def test_what_the_rules_before_it_take_is_not_its_own(self, ha, lately, lamp, builders):
        rule("Trước", agency=builders, categories=[lamp])
        later = rule("Sau", is_on=False, agency=department("H13.06", "Điện lực"))
        trial = try_out(later, by=ha)
        assert (trial.fitting, trial.elsewhere) == (1, 1)

    def test_a_rule_to_come_is_tried_on_what_has_been(self, ha, lately, lamp, builders):
        begins = today() + timedelta(days=9)
        trial = try_out(rule(is_on=False, agency=builders, valid_from=begins), by=ha)
        assert trial.fitting == 6

    def test_examples_are_references_of_what_one_may_see(self, ha, dung, lately, lamp, builders):
        tried = rule(is_on=False, agency=builders, categories=[lamp])
        shown = {ref for move in try_out(tried, by=ha).moves for ref in move.examples}
        assert shown == set(
            Report.objects.filter(category=lamp).values_list("reference", flat=True)
        )
        his = {ref for move in try_out(tried, by=dung).moves for ref in move.examples}
        next_door = Report.objects.filter(commune__code="31510")
        assert his == set(next_door.values_list("reference", flat=True))

    def test_it_writes_nothing_and_asks_little(self, ha, lately, lamp, builders):
        tried = rule(is_on=False, agency=builders, categories=[lamp])
        rule("Có sẵn", agency=builders, communes=[commune_named("31510", "Phường Phú Lợi")])
        self.asked(tried, ha)  # Her roles are read once.
        few = self.asked(tried, ha)
        ReportFactory.create_batch(30)
        for number in range(10):
            rule(f"N{number}", agency=builders, communes=[commune_named("31510", "Phường Phú Lợi")])
        assert len(self.asked(tried, ha)) == len(few) <= 18
        assert not [sql for sql in few if not sql.startswith("SELECT")]
        assert not ReportEvent.objects.exists()

    def asked(self, tried, by) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            try_out(tried, by=by)
        return [one["sql"] for one in queries]

    def test_on_an_empty_portal_it_says_nothing(self, ha, builders):
        assert try_out(rule(is_on=False, agency=builders), by=ha).tried == 0


class TestSwitching:
    def test_a_new_rule_is_off_and_last(self, ha, builders):
        rule("Đầu", agency=builders, position=4)
        made = actions.save_rule(written(agency=builders), by=ha)
        assert (made.is_on, made.position) == (False, 5)

    def test_it_is_switched_on_as_it_was_tried(self, ha, builders):
        made = actions.save_rule(written(agency=builders), by=ha)
        tried = stamp(made)
        made.name = "Đèn đường về sở"
        actions.save_rule(made, by=ha)
        with pytest.raises(StepRefused, match="vừa được sửa"):
            actions.switch_on(made, by=ha, tried=tried)
        with pytest.raises(StepRefused, match="vừa được sửa"):
            actions.switch_on(made, by=ha, tried="")
        assert actions.switch_on(made, by=ha, tried=stamp(made)).is_on

    def test_what_is_on_stays_as_it_was_tried(self, ha, builders):
        made = rule(agency=builders)
        made.name = "Khác"
        with pytest.raises(StepRefused, match="đang bật"):
            actions.save_rule(made, by=ha)
        assert RoutingRule.objects.get().name == "Đèn đường"

    def test_off_it_decides_nothing_more(self, ha, builders):
        assert not actions.switch_off(rule(agency=builders), by=ha).is_on

    @pytest.mark.parametrize("is_on", [True, False])
    def test_it_is_not_done_twice(self, ha, builders, is_on):
        made = rule(agency=builders, is_on=is_on)
        tried = {"tried": stamp(made)} if is_on else {}
        again = actions.switch_on if is_on else actions.switch_off
        with pytest.raises(StepRefused, match="rồi"):
            again(made, by=ha, **tried)

    def test_it_ends_on_a_day_to_come(self, ha, builders):
        made = rule(agency=builders)
        with pytest.raises(StepRefused, match="từ hôm nay"):
            actions.end_rule(made, by=ha, last_day=today() - timedelta(days=1))
        assert actions.end_rule(made, by=ha, last_day=today()).valid_until == today()

    def test_a_team_of_another_agency_is_refused(self, ha, builders, soc_trang_office):
        team = team_of(builders)
        with pytest.raises(StepRefused, match="cơ quan khác"):
            actions.save_rule(written(agency=soc_trang_office, team=team), by=ha)

    @pytest.mark.parametrize(("place", "order"), [(0, "CAB"), (1, "ACB"), (99, "ABC"), (-5, "CAB")])
    def test_it_is_moved_and_the_others_close_up(self, ha, builders, place, order):
        rules = {name: rule(name, agency=builders, position=3) for name in "ABC"}
        actions.move_rule(rules["C"], by=ha, place=place)
        rows = RoutingRule.objects.in_order()
        assert "".join(row.name for row in rows) == order
        assert [row.position for row in rows] == [1, 2, 3]

    def test_only_coordinators_and_administrators(self, hoa, builders):
        made = rule(agency=builders)
        attempts = [
            lambda: actions.save_rule(written(agency=builders), by=hoa),
            lambda: actions.switch_on(made, by=hoa, tried=stamp(made)),
            lambda: actions.switch_off(made, by=hoa),
            lambda: actions.end_rule(made, by=hoa, last_day=today()),
            lambda: actions.move_rule(made, by=hoa, place=0),
            lambda: actions.save_team(team_of(builders), by=hoa),
        ]
        for attempt in attempts:
            with pytest.raises(StepRefused, match="không có quyền"):
                attempt()


def test_each_change_is_kept_with_who_and_what(ha, builders, lamp):
    made = actions.save_rule(written(agency=builders), by=ha, categories=[lamp])
    actions.switch_on(made, by=ha, tried=stamp(made))
    kept = list(ModelLogEntry.objects.order_by("pk"))
    assert [entry.action for entry in kept] == ["reports.rule_written", "reports.rule_on"]
    assert {entry.user for entry in kept} == {ha}
    assert kept[0].data["changed"]["categories"] == ["", "CS01"]
    assert kept[1].data["changed"] == {"is_on": ["False", "True"]}


def test_only_those_who_handle_reports_there_are_of_a_team(ha, hoa, dung, soc_trang_office):
    team = team_of(soc_trang_office)
    with pytest.raises(StepRefused, match="không xử lý phản ánh"):
        actions.save_team(team, by=ha, members=[hoa, dung])
    assert list(actions.save_team(team, by=ha, members=[hoa]).members.all()) == [hoa]
