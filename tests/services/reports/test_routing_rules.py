"""The first rule that fits decides to whom a report goes; the rest goes as it always went."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.actions import close_agency
from portal.accounts.models import Agency
from portal.common.moments import now, today
from portal.places.models import Commune
from portal.workdays.calendar import WorkingCalendar
from portal.workdays.models import CalendarDay
from services.reports import telling
from services.reports.actions import submit_report
from services.reports.models import Category, Report, RoutingRule
from services.reports.routing import Line, Matter, Offices, Rulebook, decide
from services.reports.why_here import way_here
from tests.services.reports.factories import CategoryFactory
from tests.services.reports.ruling import city, department, rule, team_of

ONE_DAY = timedelta(days=1)


@pytest.fixture
def lamp(lamps) -> Category:
    return Category.objects.get(code="CS01")


@pytest.fixture
def builders(db) -> Agency:
    return department()


@pytest.fixture
def power(db) -> Agency:
    return department("H13.06", "Công ty Điện lực")


def went(category, commune, at=None, answers=(), **more) -> Agency:
    return decide(category, commune, at or now(), answers, **more).agency


def at(day: str, hour: str) -> datetime:
    return make_aware(datetime.fromisoformat(f"{day}T{hour}"))


class TestTheOrder:
    def test_without_rules_nothing_changes(self, lamp, soc_trang, soc_trang_office, builders):
        assert went(lamp, soc_trang) == soc_trang_office
        lamp.agencies.set([builders])
        assert went(lamp, soc_trang) == builders

    def test_the_first_that_fits_decides(self, lamp, soc_trang, builders, power):
        rule("Thứ hai", agency=power, position=2)
        rule("Thứ nhất", agency=builders, position=1)
        decision = decide(lamp, soc_trang, now())
        assert (decision.agency, decision.rule.name) == (builders, "Thứ nhất")

    def test_a_rule_goes_before_what_the_kind_names(self, lamp, soc_trang, builders, power):
        lamp.agencies.set([builders])
        rule(agency=power)
        assert went(lamp, soc_trang) == power

    def test_what_is_off_decides_nothing(self, lamp, soc_trang, soc_trang_office, builders):
        rule(agency=builders, is_on=False)
        assert went(lamp, soc_trang) == soc_trang_office

    def test_a_rule_whose_agency_is_closed_is_passed_over(self, lamp, soc_trang, builders, power):
        rule("Cũ", agency=builders)
        rule("Mới", agency=power)
        close_agency(builders, last_day=today() - ONE_DAY)
        assert went(lamp, soc_trang) == power

    def test_a_rule_may_send_to_the_communes_own(self, lamp, phu_loi, phu_loi_office, builders):
        rule("Về phường", agency=None)
        rule("Về sở", agency=builders)
        assert went(lamp, phu_loi) == phu_loi_office

    def test_where_nobody_is_open_the_city_decides(self, lamp, soc_trang, soc_trang_office):
        here = city()
        close_agency(soc_trang_office, last_day=today() - ONE_DAY)
        decision = decide(lamp, soc_trang, now())
        assert decision.agency == here
        assert "điều phối" in " ".join(decision.because)

    def test_a_team_that_gets_nothing_leaves_it_to_its_agency(self, lamp, soc_trang, builders):
        team = team_of(builders)
        rule(agency=builders, team=team)
        assert decide(lamp, soc_trang, now()).team == team
        team.is_active = False
        team.save(update_fields=["is_active"])
        decision = decide(lamp, soc_trang, now())
        assert (decision.agency, decision.team) == (builders, None)


class TestWhatIsAsked:
    def test_the_kind_or_its_group(self, lamp, soc_trang, soc_trang_office, builders, power):
        holes = CategoryFactory(code="GT01", name="Ổ gà", group__code="GT", group__name="Đường")
        waste = CategoryFactory(code="MT01", name="Rác", group__code="MT", group__name="Rác")
        rule(agency=builders, categories=[lamp], groups=[holes.group])
        assert went(lamp, soc_trang) == went(holes, soc_trang) == builders
        assert went(waste, soc_trang) == soc_trang_office

    def test_the_commune(self, lamp, soc_trang, phu_loi, phu_loi_office, builders):
        rule(agency=builders, communes=[soc_trang])
        assert went(lamp, soc_trang) == builders
        assert went(lamp, phu_loi) == phu_loi_office

    @pytest.mark.parametrize(
        ("code", "said", "fits"),
        [
            ("DANGER", "Có", True),
            ("DANGER", "co", True),
            ("DANGER", "Không", False),
            ("DANGER", "Có, Cháy", True),
            ("SIZE", "Có", False),
        ],
    )
    def test_an_answer(self, lamp, soc_trang, soc_trang_office, builders, code, said, fits):
        rule(agency=builders, question="DANGER", answer="Có")
        answers = [{"code": code, "label": "Có nguy hiểm không?", "answer": said}]
        expected = builders if fits else soc_trang_office
        assert went(lamp, soc_trang, answers=answers) == expected

    def test_a_question_that_was_not_asked_fits_nothing(
        self, lamp, soc_trang, soc_trang_office, builders
    ):
        rule(agency=builders, question="DANGER", answer="Có")
        assert went(lamp, soc_trang) == soc_trang_office


class TestDays:
    @pytest.mark.parametrize(
        ("first", "last", "fits"),
        [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False), (-9, 9, True)],
    )
    def test_a_rule_holds_from_its_first_day_to_its_last(
        self, lamp, soc_trang, soc_trang_office, builders, first, last, fits
    ):
        until = None if last is None else today() + last * ONE_DAY
        rule(agency=builders, valid_from=today() + first * ONE_DAY, valid_until=until)
        assert went(lamp, soc_trang) == (builders if fits else soc_trang_office)


WEDNESDAY, SATURDAY, HOLIDAY = "2026-11-25", "2026-11-28", "2026-11-24"


class TestHours:
    @pytest.mark.parametrize(
        ("moment", "is_office_hour"),
        [
            ((WEDNESDAY, "07:00"), True),
            ((WEDNESDAY, "16:59"), True),
            ((WEDNESDAY, "17:00"), False),
            ((WEDNESDAY, "03:00"), False),
            ((SATURDAY, "10:00"), False),
            ((HOLIDAY, "10:00"), False),
        ],
    )
    @pytest.mark.parametrize("hours", ["office", "outside"])
    def test_office_hours_are_those_of_the_working_calendar(
        self, lamp, soc_trang, soc_trang_office, builders, moment, is_office_hour, hours
    ):
        CalendarDay.objects.get_or_create(
            date=HOLIDAY, defaults={"is_working": False, "reason": "Ngày Văn hóa"}
        )
        rule(agency=builders, hours=hours)
        fits = is_office_hour == (hours == "office")
        assert went(lamp, soc_trang, at(*moment)) == (builders if fits else soc_trang_office)

    @pytest.mark.parametrize(
        ("moment", "fits"),
        [
            ((WEDNESDAY, "21:59"), False),
            ((WEDNESDAY, "22:00"), True),
            ((WEDNESDAY, "04:59"), True),
            ((WEDNESDAY, "05:00"), False),
            ((SATURDAY, "23:00"), False),
        ],
    )
    def test_chosen_hours_go_over_midnight_on_chosen_days(
        self, lamp, soc_trang, soc_trang_office, builders, moment, fits
    ):
        night = {"from_time": time(22), "until_time": time(5)}
        rule(agency=builders, hours="chosen", weekdays=[0, 1, 2, 3, 4], **night)
        assert went(lamp, soc_trang, at(*moment)) == (builders if fits else soc_trang_office)


class TestWhatIsRemembered:
    @pytest.fixture
    def sent(self, lamp, soc_trang, builders) -> Report:
        told = {"question": "DANGER", "answer": "Có", "hours": "outside"}
        team = team_of(builders)
        rule("Điện ban đêm", agency=builders, team=team, categories=[lamp], **told)
        answers = [{"code": "DANGER", "label": "Có nguy hiểm không?", "answer": "Có, dây đứt"}]
        answers.append({"code": "DANGER", "label": "Có nguy hiểm không?", "answer": "Có"})
        report, _code = submit_report(
            category=lamp, description="Dây điện đứt", commune=soc_trang, answers=answers
        )
        return report

    @pytest.fixture(autouse=True)
    def at_night(self, time_machine):
        time_machine.move_to("2026-11-25 22:30:00+07:00", tick=False)

    def test_the_report_lies_with_the_team(self, sent, builders):
        assert (sent.agency, sent.team.name) == (builders, "Tổ điện")

    def test_the_desk_reads_why(self, sent):
        (came,) = way_here(sent.events.all())
        assert came["lines"] == [
            "Chuyển đến Sở Xây dựng.",
            "Khớp quy tắc “Điện ban đêm”.",
            "Loại: Đèn đường không sáng",
            "Gửi lúc: 22:30 25/11/2026",
            "Trả lời đúng điều quy tắc xét: Có nguy hiểm không?",
            "Giao cho: Tổ điện",
        ]

    def test_nobody_else_reads_it(self, sent):
        (told,) = telling.timeline(sent, is_mine=True)
        assert told["given"] == []

    def test_what_was_answered_is_not_remembered_with_it(self, sent):
        assert "dây đứt" not in str(sent.events.get().details)


class TestQuestionsToTheDatabase:
    def asked(self, lamp, soc_trang) -> int:
        with CaptureQueriesContext(connection) as queries:
            decide(Category.objects.get(pk=lamp.pk), soc_trang, now())
        return len(queries)

    def test_they_are_as_many_however_many_rules(self, lamp, soc_trang, phu_loi, builders, power):
        for number in range(2):
            rule(f"Q{number}", agency=power, categories=[lamp], communes=[phu_loi])
        few = self.asked(lamp, soc_trang)
        for number in range(40):
            rule(f"N{number}", agency=builders, categories=[lamp], communes=[phu_loi])
        assert self.asked(lamp, soc_trang) == few <= 9


# Any rules, over two kinds, two communes and three agencies, of which one may be closed.
AGENCIES = [
    Agency(pk=1, code="A", name="Một", kind="department"),
    Agency(pk=2, code="B", name="Hai", kind="department"),
    Agency(pk=3, code="C", name="Ba", kind="department", closed_on=today() - ONE_DAY),
]
HERE, THERE = Commune(pk=1, code="1", name="Đây"), Commune(pk=2, code="2", name="Kia")
CITY = Agency(pk=9, code="H", name="Thành phố", kind="city")
OWN = Agency(pk=8, code="O", name="UBND", kind="commune", commune=HERE)


@st.composite
def lines(draw) -> list[Line]:
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from([None, *AGENCIES]),
                st.frozensets(st.sampled_from([1, 2]), max_size=2),
                st.frozensets(st.sampled_from([1, 2]), max_size=2),
                st.sampled_from(["any", "office", "outside"]),
            ),
            max_size=8,
        )
    )
    return [
        line_of(pk, hours, kinds, communes, agency)
        for pk, (agency, kinds, communes, hours) in enumerate(drawn, 1)
    ]


def line_of(pk, hours, kinds, communes, agency) -> Line:
    facts = {"pk": pk, "name": str(pk), "position": pk, "hours": hours, "agency": agency}
    return Line(RoutingRule(**facts), categories=kinds, communes=communes)


class TestAlways:
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        rules=lines(),
        commune=st.sampled_from([HERE, THERE]),
        hour=st.integers(0, 23),
        without=st.frozensets(st.sampled_from([1, 2, 8])),
        dice=st.randoms(use_true_random=False),
    )
    def test_an_open_agency_by_the_first_rule_that_fits(
        self, lamp, rules, commune, hour, without, dice
    ):
        kind = Category(pk=1, group_id=1, name="Đèn")
        kind._prefetched_objects_cache = {"agencies": Category.objects.none()}
        offices, calendar = Offices({HERE.pk: OWN}, CITY), WorkingCalendar({})
        matter = Matter(kind, commune, at(WEDNESDAY, f"{hour:02}:00"))

        def decided(some):
            return Rulebook(some, offices, calendar).decide(matter, without)

        def may_decide(line):
            target = line.rule.agency or offices.committees.get(commune.pk)
            is_there = target is not None and target.is_open and target.pk not in without
            return is_there and line.fits(matter, calendar)

        decision = decided(rules)
        fitting = [line for line in rules if may_decide(line)]
        assert decision.agency.is_open
        assert decision.agency.pk not in without
        assert decision.rule == (fitting[0].rule if fitting else None)

        others = [line for line in rules if not may_decide(line)]
        dice.shuffle(others)
        mixed = others[: len(others) // 2] + fitting + others[len(others) // 2 :]
        assert decided(mixed) == decision
