"""Coordinators write the rules of routing in the admin; officers read why a report came to them."""

from html import unescape

import pytest

from portal.accounts.models import Agency
from portal.common.moments import today
from services.reports import actions
from services.reports.actions.ruling import stamp
from services.reports.models import Category, Report, RoutingRule, Team
from services.reports.workflow import State
from tests.portal.accounts.conftest import signed_in
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.ruling import department, rule, team_of

RULES, TEAMS, DESK = "/quan-tri/quy-tac-chuyen/", "/quan-tri/to/", "/quan-tri/phan-anh/"
NOTE = "Tuyến này do tỉnh quản lý."


@pytest.fixture
def builders(ha) -> Agency:
    return department()


@pytest.fixture
def coordinator(ha):
    return signed_in(ha)


@pytest.fixture
def desk(hoa):
    return signed_in(hoa)


@pytest.fixture
def holes(builders) -> Category:
    kind = CategoryFactory(code="GT01", name="Ổ gà, mặt đường hư")
    rule("Ổ gà về sở", agency=builders, categories=[kind])
    return kind


def read(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def filled(**facts) -> dict:
    return {"name": "Đèn về sở", "hours": "any", "valid_from": today().isoformat()} | facts


class TestRules:
    def test_one_is_written_tried_and_switched_on(self, coordinator, builders):
        lamp = ReportFactory()
        told = filled(categories=[lamp.category.pk], agency=builders.pk)
        page = read(coordinator.post(f"{RULES}new/", told, follow=True))
        made = RoutingRule.objects.get()
        assert (made.agency, made.is_on) == (builders, False)
        assert "Chạy thử" in page
        trial = read(coordinator.get(f"{RULES}trial/{made.pk}/"))
        assert "Sẽ chuyển 1 phản ánh sang nơi khác" in trial
        assert lamp.reference in trial
        answer = coordinator.post(f"{RULES}trial/{made.pk}/", {"tried": stamp(made)}, follow=True)
        assert "có hiệu lực" in read(answer)
        made.refresh_from_db()
        assert made.is_on
        assert "Đã bật" in read(coordinator.get(f"{RULES}history/{made.pk}/"))

    def test_its_history_is_told_in_words_not_in_codes(self, coordinator, builders):
        lamp = ReportFactory()
        coordinator.post(f"{RULES}new/", filled(categories=[lamp.category.pk], agency=builders.pk))
        page = read(coordinator.get(f"{RULES}history/{RoutingRule.objects.get().pk}/"))
        assert builders.name in page
        assert lamp.category.name in page
        for code in (builders.code, lamp.category.code, "False", "any"):
            assert f"→ {code}" not in page

    def test_what_was_not_tried_is_not_switched_on(self, coordinator, builders):
        made = rule(agency=builders, is_on=False)
        page = read(coordinator.post(f"{RULES}trial/{made.pk}/", {}))
        assert "vừa được sửa" in page
        made.refresh_from_db()
        assert not made.is_on

    def test_what_is_on_is_not_edited(self, coordinator, builders):
        made = rule(agency=builders)
        page = read(coordinator.get(f"{RULES}edit/{made.pk}/", follow=True))
        assert "Bạn hãy tắt, sửa" in page
        told = filled(name="Khác", agency=builders.pk)
        assert "đang bật" in read(coordinator.post(f"{RULES}edit/{made.pk}/", told))

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"hours": "chosen"}, "chọn ngày, hoặc ghi từ giờ"),
            ({"hours": "chosen", "from_time": "22:00"}, "cả giờ bắt đầu và giờ kết thúc"),
            ({"answer": "Có"}, "chọn câu hỏi"),
            ({"valid_until": "2020-01-01"}, "Ngày cuối"),
            ({"name": "x" * 101}, "100"),
        ],
    )
    def test_nonsense_is_answered_with_a_sentence(self, coordinator, builders, facts, sentence):
        assert sentence in read(coordinator.post(f"{RULES}new/", filled(**facts)))
        assert not RoutingRule.objects.exists()

    def test_they_are_moved_switched_off_and_ended(self, coordinator, builders):
        first, second = rule("Một", agency=builders), rule("Hai", agency=builders)
        coordinator.post(f"{RULES}move/{second.pk}/", {"way": "up"})
        assert list(RoutingRule.objects.in_order()) == [second, first]
        coordinator.post(f"{RULES}reorder/{second.pk}/?position=1")
        assert list(RoutingRule.objects.in_order()) == [first, second]
        coordinator.post(f"{RULES}off/{first.pk}/")
        coordinator.post(f"{RULES}end/{second.pk}/", {"last_day": today().isoformat()})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.is_on, second.valid_until) == (False, today())

    def test_the_list_finds_without_marks_and_asks_little(
        self, coordinator, builders, django_assert_max_num_queries
    ):
        for number in range(12):
            rule(f"Ngập {number}", agency=builders)
        rule("Đèn đường", agency=builders)
        page = read(coordinator.get(RULES, {"q": "den duong"}))
        assert "Đèn đường" in page
        assert "Ngập 3" not in page
        with django_assert_max_num_queries(22):
            coordinator.get(RULES)

    def test_an_officer_has_no_business_here(self, desk, builders):
        made, team = rule(agency=builders), team_of(builders)
        for address in (
            RULES,
            f"{RULES}new/",
            f"{RULES}inspect/{made.pk}/",
            f"{RULES}trial/{made.pk}/",
            TEAMS,
            f"{TEAMS}edit/{team.pk}/",
        ):
            assert desk.get(address).status_code in {302, 403}
        desk.post(f"{RULES}off/{made.pk}/")
        made.refresh_from_db()
        assert made.is_on
        assert RULES not in desk.get("/quan-tri/").content.decode()


def test_a_team_is_made_and_only_its_agencys_officers_are_offered(
    coordinator, hoa, dung, soc_trang_office
):
    coordinator.post(f"{TEAMS}new/", {"agency": soc_trang_office.pk, "name": "Tổ điện"})
    team = Team.objects.get()
    page = read(coordinator.get(f"{TEAMS}edit/{team.pk}/"))
    assert hoa.name in page
    assert dung.name not in page
    told = {"name": "Tổ điện", "is_active": "on", "chosen": [hoa.pk, dung.pk]}
    coordinator.post(f"{TEAMS}edit/{team.pk}/", told)
    assert not team.members.exists()
    coordinator.post(f"{TEAMS}edit/{team.pk}/", told | {"chosen": [hoa.pk]})
    assert list(team.members.all()) == [hoa]


class TestRefusing:
    @pytest.fixture
    def fresh(self, ha, soc_trang, hoa) -> Report:
        lamp = CategoryFactory()
        return actions.submit_report(category=lamp, description="Đèn tắt", commune=soc_trang)[0]

    def refuse(self, client, report, note=NOTE, seen=""):
        told = {"refuse-note": note, "refuse-seen": seen}
        return client.post(f"{DESK}{report.reference}/tu-choi/", told, follow=True)

    def test_hoa_refuses_and_sees_it_no_more(self, desk, fresh):
        page = read(desk.get(f"{DESK}{fresh.reference}/"))
        assert "Vì sao chuyển đến đây" in page
        assert "UBND phường, xã nơi xảy ra tiếp nhận" in page
        said = read(self.refuse(desk, fresh, seen=fresh.head))
        assert f"{fresh.reference} đã chuyển đến UBND thành phố Cần Thơ" in said
        assert desk.get(f"{DESK}{fresh.reference}/").status_code == 404

    def test_the_coordinator_reads_what_happened(self, desk, coordinator, fresh):
        self.refuse(desk, fresh)
        page = read(coordinator.get(f"{DESK}{fresh.reference}/"))
        assert "UBND Phường Sóc Trăng từ chối, nên chuyển đến UBND thành phố Cần Thơ." in page
        assert "tu-choi" not in page

    def test_without_a_reason_nothing_moves(self, desk, fresh):
        answer = desk.post(f"{DESK}{fresh.reference}/tu-choi/", {"refuse-note": ""})
        assert "vì sao việc này thuộc nơi khác" in read(answer, 422)
        assert Report.objects.get().agency == fresh.agency

    def test_too_late_it_is_not_offered_and_a_post_is_answered(self, desk, ha):
        old = ReportFactory()
        Report.objects.update(created_at="2026-01-05T08:00:00+07:00")
        assert "tu-choi" not in read(desk.get(f"{DESK}{old.reference}/"))
        assert "Chỉ từ chối được đến hết ngày 06/01/2026" in read(self.refuse(desk, old))

    def test_an_officer_elsewhere_finds_nothing(self, dung, fresh):
        assert self.refuse(signed_in(dung), fresh).status_code == 404
        assert Report.objects.get().agency == fresh.agency


class TestAnotherKind:
    def change(self, client, report, kind, **more):
        told = {"step": "recategorise", "recategorise-chosen": kind.pk}
        told |= {f"recategorise-{name}": value for name, value in more.items()}
        return client.post(f"{DESK}{report.reference}/buoc/", told)

    def test_she_is_asked_where_it_goes(self, desk, holes):
        report = ReportFactory(in_progress=True)
        page = read(self.change(desk, report, holes), 422)
        assert "Loại này do Sở Xây dựng xử lý" in page
        report.refresh_from_db()
        assert report.category != holes

    def test_she_sends_it_there_in_the_same_step(self, desk, holes, builders):
        report = ReportFactory(in_progress=True)
        assert self.change(desk, report, holes, send_to=builders.pk).url == DESK
        report.refresh_from_db()
        assert (report.category, report.agency) == (holes, builders)
        assert report.state == State.RECEIVED

    def test_or_keeps_it(self, desk, holes):
        report = ReportFactory(in_progress=True)
        self.change(desk, report, holes, send_to="keep")
        report.refresh_from_db()
        assert (report.category, report.state) == (holes, State.IN_PROGRESS)

    def test_to_another_agency_she_cannot(self, desk, holes, phu_loi_office):
        report = ReportFactory(in_progress=True)
        assert self.change(desk, report, holes, send_to=phu_loi_office.pk).status_code == 422
        report.refresh_from_db()
        assert report.category != holes

    def test_where_it_stays_nothing_is_asked(self, desk, soc_trang_office):
        report, other = ReportFactory(in_progress=True), CategoryFactory(code="MT01", name="Rác")
        assert self.change(desk, report, other).status_code == 302
        report.refresh_from_db()
        assert report.category == other


def test_the_coordinator_is_shown_the_likely_ones_first(coordinator, holes, phu_loi_office):
    report = ReportFactory(received=True, category=holes)
    page = read(coordinator.get(f"{DESK}{report.reference}/"))
    likely, others = page.split("Xử lý loại này ở địa bàn đó")[1].split("Các cơ quan khác")[:2]
    assert "Sở Xây dựng" in likely
    assert phu_loi_office.name in others.split("</select>")[0]
    assert phu_loi_office.name not in likely
