"""Who may do what, where, from which day to which: asked by permission, never by role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from portal.accounts.actions import join, leave, withdraw_ended
from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import CITY_WIDE, GROUPS, PERMISSIONS, Role
from portal.common.moments import now, today, travel_to
from portal.common.workflow import StepRefused
from portal.jobs.schedule import DUTIES
from services.reports.actions import take_step
from tests.people import person
from tests.services.reports.factories import ReportFactory

HANDLE = "reports.handle_report"
DESK = "reports.view_desk"
DAY = timedelta(days=1)


def again(user: User) -> User:
    """The same person on her next request."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def city(db) -> Agency:
    return Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")


def test_an_officer_may_at_her_own_agency_and_not_elsewhere(hoa, soc_trang_office, phu_loi_office):
    assert hoa.has_perm(HANDLE)
    assert hoa.has_perm(HANDLE, soc_trang_office)
    assert not hoa.has_perm(HANDLE, phu_loi_office)
    assert not hoa.has_perm("reports.coordinate_reports")


@pytest.mark.parametrize("role", Role)
def test_every_role_grants_what_its_table_says(soc_trang_office, phu_loi_office, role):
    officer = person("ai@example.vn", "Ai")
    join(officer, soc_trang_office, role)
    officer = again(officer)
    if role == Role.ADMINISTRATOR:
        assert officer.is_superuser
        return
    assert {HANDLE} & PERMISSIONS[role] == ({HANDLE} if officer.has_perm(HANDLE) else set())
    for permission in PERMISSIONS[role]:
        assert officer.has_perm(permission, soc_trang_office)
        assert officer.has_perm(permission, phu_loi_office) == (role in CITY_WIDE)
    assert officer.is_staff
    assert officer.get_all_permissions() >= PERMISSIONS[role]


def test_a_resident_may_nothing(lan, soc_trang_office):
    assert not lan.has_perm(HANDLE)
    assert not lan.has_perm(DESK, soc_trang_office)
    assert not lan.is_staff
    assert lan.get_all_permissions() == set()


def test_who_may_not_sign_in_may_nothing(hoa, soc_trang_office):
    hoa.is_active = False
    hoa.save(update_fields=["is_active"])
    assert not again(hoa).has_perm(HANDLE, soc_trang_office)
    assert not Agency.objects.where(again(hoa), DESK).exists()


def test_something_that_is_no_agency_grants_nothing(hoa, soc_trang):
    assert not hoa.has_perm(HANDLE, soc_trang)


def test_roles_add_up(hoa, phu_loi_office, soc_trang_office):
    join(hoa, phu_loi_office, Role.AUDITOR)
    hoa = again(hoa)
    assert hoa.has_perm(DESK, phu_loi_office)
    assert not hoa.has_perm(HANDLE, phu_loi_office)
    assert hoa.has_perm(HANDLE, soc_trang_office)


def test_rights_are_asked_for_once_a_request(hoa, soc_trang_office, django_assert_num_queries):
    hoa = again(hoa)
    with django_assert_num_queries(1):
        assert all(hoa.has_perm(HANDLE, soc_trang_office) for _ in range(9))


class TestWhere:
    def test_it_names_the_agencies(self, hoa, dung, soc_trang_office, phu_loi_office):
        assert list(Agency.objects.where(hoa, DESK)) == [soc_trang_office]
        assert list(Agency.objects.where(dung, DESK)) == [phu_loi_office]
        assert not Agency.objects.where(hoa, "dossiers.view_desk").exists()

    def test_city_wide_it_is_all_of_them(self, city, soc_trang_office, phu_loi_office):
        ha = person("ha@example.vn", "Hà")
        join(ha, city, Role.COORDINATOR)
        assert Agency.objects.where(ha, DESK).count() == 3

    def test_a_city_wide_role_reaches_only_what_it_grants(self, city, soc_trang_office):
        ha = person("ha@example.vn", "Hà")
        join(ha, city, Role.COORDINATOR)
        join(ha, soc_trang_office, Role.RECEPTION)
        assert list(Agency.objects.where(ha, "dossiers.view_desk")) == [soc_trang_office]

    @pytest.mark.django_db
    def test_for_nobody_it_is_none(self):
        assert not Agency.objects.where(AnonymousUser(), DESK).exists()


class TestTime:
    def test_it_begins_on_its_first_day_and_ends_after_its_last(self, hoa, soc_trang_office):
        Membership.objects.update(starts_on=today() - DAY, ends_on=today() + DAY)
        for day, may in [(-2, False), (-1, True), (0, True), (1, True), (2, False)]:
            with travel_to(now() + day * DAY):
                assert again(hoa).has_perm(HANDLE, soc_trang_office) == may, day

    def test_leaving_ends_it_with_the_day(self, hoa, soc_trang_office):
        leave(hoa.memberships.get())
        assert again(hoa).has_perm(HANDLE, soc_trang_office)
        with travel_to(now() + DAY):
            assert not again(hoa).has_perm(HANDLE, soc_trang_office)
            assert not again(hoa).is_staff

    def test_who_has_left_may_come_back(self, hoa, soc_trang_office):
        leave(hoa.memberships.get())
        with travel_to(now() + DAY):
            join(hoa, soc_trang_office, Role.REPORT_HANDLER)
            assert again(hoa).has_perm(HANDLE, soc_trang_office)
        assert hoa.memberships.count() == 2

    def test_asked_twice_one_joins_once(self, hoa, soc_trang_office):
        join(hoa, soc_trang_office, Role.REPORT_HANDLER)
        assert hoa.memberships.count() == 1

    def test_the_database_is_a_witness(self, hoa, soc_trang_office):
        with pytest.raises(IntegrityError):
            Membership.objects.create(
                user=hoa, agency=soc_trang_office, role=Role.REPORT_HANDLER, starts_on=today() - DAY
            )

    def test_the_last_day_does_not_come_before_the_first(self, hoa):
        with pytest.raises(IntegrityError):
            Membership.objects.update(ends_on=today() - DAY)


class TestKeys:
    """Groups and the keys to everything are written down elsewhere, and taken back by a duty."""

    @pytest.fixture
    def successor(self, city):
        successor = person("ke-nhiem@example.vn", "Kế Nhiệm")
        join(successor, city, Role.ADMINISTRATOR)
        return successor

    @pytest.fixture
    def chief(self, city, successor):
        chief = person("quan-tri@example.vn", "Quản trị")
        join(chief, city, Role.ADMINISTRATOR)
        return chief

    @pytest.fixture
    def editor(self, city):
        editor = person("bien-tap@example.vn", "Biên Tập")
        join(editor, city, Role.EDITOR)
        return editor

    def test_they_stay_until_the_day_is_over(self, chief, editor):
        for who in (chief, editor):
            leave(who.memberships.get())
        withdraw_ended()
        assert again(chief).is_superuser
        assert again(editor).groups.get().name == GROUPS[Role.EDITOR]

    def test_who_has_left_keeps_none(self, chief, editor):
        for who in (chief, editor):
            leave(who.memberships.get())
        with travel_to(now() + DAY):
            withdraw_ended()
        assert not again(chief).is_superuser
        assert not again(editor).groups.exists()

    def test_who_serves_on_elsewhere_keeps_them(self, chief, editor, soc_trang_office):
        for who, role in ((chief, Role.ADMINISTRATOR), (editor, Role.EDITOR)):
            leave(who.memberships.get())
            join(who, soc_trang_office, role)
        with travel_to(now() + DAY):
            withdraw_ended()
        assert again(chief).is_superuser
        assert again(editor).groups.exists()

    def test_what_is_given_by_hand_later_stays(self, chief):
        leave(chief.memberships.get())
        with travel_to(now() + 30 * DAY):
            withdraw_ended()
        assert again(chief).is_superuser

    def test_it_is_a_duty_of_the_worker(self, chief):
        leave(chief.memberships.get())
        with travel_to(now() + DAY):
            DUTIES["portal.accounts.tasks.withdraw_ended"].task.call()
        assert not again(chief).is_superuser


class TestDays:
    """A membership may begin later and end by itself; two of the same do not overlap."""

    def test_a_future_one_grants_nothing_yet(self, lan, soc_trang_office):
        join(lan, soc_trang_office, Role.REPORT_HANDLER, starts_on=today() + 3 * DAY)
        assert not again(lan).has_perm(HANDLE)
        with travel_to(now() + 3 * DAY):
            assert again(lan).has_perm(HANDLE, soc_trang_office)

    def test_it_ends_by_itself(self, lan, soc_trang_office):
        join(lan, soc_trang_office, Role.REPORT_HANDLER, ends_on=today() + DAY)
        with travel_to(now() + DAY):
            assert again(lan).has_perm(HANDLE, soc_trang_office)
        with travel_to(now() + 2 * DAY):
            assert not again(lan).has_perm(HANDLE)

    def test_the_keys_of_a_future_one_come_with_its_day(self, lan, city):
        join(lan, city, Role.ADMINISTRATOR, starts_on=today() + DAY)
        join(lan, city, Role.EDITOR, starts_on=today() + DAY)
        assert not again(lan).is_superuser
        assert not lan.groups.exists()
        with travel_to(now() + DAY):
            assert DUTIES["portal.accounts.tasks.hand_out_begun"].task.call() == 2
        assert again(lan).is_superuser
        assert lan.groups.get().name == GROUPS[Role.EDITOR]

    @pytest.mark.parametrize(("first", "last"), [(-3, None), (-3, 4), (4, None), (5, 8)])
    def test_the_same_role_does_not_overlap(self, lan, soc_trang_office, first, last):
        join(lan, soc_trang_office, Role.AUDITOR, starts_on=today(), ends_on=today() + 5 * DAY)
        ends_on = today() + last * DAY if last is not None else None
        with pytest.raises(StepRefused, match="đã có vai trò này tại đây"):
            join(
                lan,
                soc_trang_office,
                Role.AUDITOR,
                starts_on=today() + first * DAY,
                ends_on=ends_on,
            )

    def test_another_role_may(self, lan, soc_trang_office, phu_loi_office):
        for agency in (soc_trang_office, phu_loi_office):
            for role in (Role.RECEPTION, Role.REPORT_HANDLER):
                join(lan, agency, role)
        assert lan.memberships.count() == 4
        assert again(lan).has_perm("dossiers.receive_dossier", phu_loi_office)

    @pytest.mark.parametrize(("first", "last"), [(0, -1), (3, 1), (-5, -2)])
    def test_its_days_make_sense(self, lan, soc_trang_office, first, last):
        with pytest.raises(StepRefused, match="gày"):
            join(
                lan,
                soc_trang_office,
                Role.AUDITOR,
                starts_on=today() + first * DAY,
                ends_on=today() + last * DAY,
            )

    def test_a_last_day_may_be_chosen(self, hoa, chief_of_all):
        row = leave(hoa.memberships.get(), last_day=today() + 2 * DAY, by=chief_of_all)
        assert (row.ends_on, row.ended_by) == (today() + 2 * DAY, chief_of_all)

    def test_a_last_day_does_not_move_out_again(self, hoa):
        leave(hoa.memberships.get())
        with pytest.raises(StepRefused, match="kết thúc sớm hơn"):
            leave(hoa.memberships.get(), last_day=today() + DAY)

    def test_it_is_known_who_gave_it(self, lan, soc_trang_office, chief_of_all):
        assert join(lan, soc_trang_office, Role.AUDITOR, by=chief_of_all).given_by == chief_of_all

    @pytest.fixture
    def chief_of_all(self, city):
        chief = person("quan-tri@example.vn", "Quản trị")
        join(chief, city, Role.ADMINISTRATOR)
        return chief

    def test_the_last_administrator_stays(self, chief_of_all):
        with pytest.raises(StepRefused, match="không còn ai quản trị"):
            leave(chief_of_all.memberships.get())

    def test_one_who_is_shut_out_does_not_count(self, chief_of_all, city):
        other = person("ba@example.vn", "Ba")
        join(other, city, Role.ADMINISTRATOR)
        User.objects.filter(pk=other.pk).update(is_active=False)
        with pytest.raises(StepRefused, match="không còn ai quản trị"):
            leave(chief_of_all.memberships.get())

    def test_the_next_one_may_begin_the_day_after(self, chief_of_all, city, lan):
        join(lan, city, Role.ADMINISTRATOR, starts_on=today() + DAY)
        assert leave(chief_of_all.memberships.get()).ends_on == today()


def test_what_an_officer_did_stays_hers(hoa, soc_trang_office):
    report = ReportFactory(agency=soc_trang_office)
    take_step(report, "receive", by=hoa)
    leave(hoa.memberships.get())
    with travel_to(now() + DAY):
        assert report.events.get(step="receive").by == hoa
        assert hoa.memberships.get().agency == soc_trang_office


def test_the_agencies_are_named_without_asking_again(
    hoa, soc_trang_office, django_assert_num_queries
):
    hoa = again(hoa)
    assert hoa.has_perm(HANDLE, soc_trang_office)
    with django_assert_num_queries(1):
        assert list(Agency.objects.where(hoa, DESK)) == [soc_trang_office]
