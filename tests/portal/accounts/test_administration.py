"""Administrators look after people, agencies and who serves where; nothing is ever lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from portal.accounts.actions import join, leave, record_code, set_hours
from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import Role
from portal.common.dates import show_day
from portal.common.moments import now, today, travel_to
from services.procedures.models import Procedure
from tests.people import person
from tests.portal.accounts.conftest import signed_in
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
PEOPLE, SERVING, AGENCIES = "/quan-tri/users/", "/quan-tri/membership/", "/quan-tri/agency/"
APART = "Nguye\u0302\u0303n Thi\u0323 Hoa"  # NFD, as some telephones type it.
DAY = timedelta(days=1)
WEEK = {f"day_{day}": "7:00–11:00, 13:00–17:00" for day in range(5)}


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


class TestPeople:
    def new(self, client: Client, **facts):
        return client.post(f"{PEOPLE}new/", {"email": "Moi@Example.VN", "name": APART} | facts)

    def test_one_is_added_without_a_password(self, na):
        assert self.new(na, phone="0912 345 678").status_code == 302
        added = User.objects.get(email="moi@example.vn")
        assert added.name == "Nguyễn Thị Hoa"
        assert added.unconfirmed_phone == "+84912345678"
        assert not added.has_usable_password()

    def test_an_address_belongs_to_one_person(self, na, lan):
        answer = self.new(na, email="LAN@example.vn")
        assert "Địa chỉ này đã có người dùng" in answer.content.decode()
        assert User.objects.filter(email__iexact="lan@example.vn").count() == 1

    def test_one_may_be_renamed_and_no_more(self, na, lan):
        typed = {"email": "khac@example.vn", "name": "Trần Thị Lan Anh"}
        assert na.post(f"{PEOPLE}edit/{lan.pk}/", typed).status_code == 302
        lan.refresh_from_db()
        assert (lan.name, lan.email) == ("Trần Thị Lan Anh", "lan@example.vn")

    def test_one_may_be_shut_out_and_let_in(self, na, lan):
        assert "không đăng nhập được nữa" in read(na, f"{PEOPLE}shut_out/{lan.pk}/")
        na.post(f"{PEOPLE}shut_out/{lan.pk}/")
        assert not User.objects.get(pk=lan.pk).is_active
        assert "Cho đăng nhập lại" in read(na, f"{PEOPLE}inspect/{lan.pk}/")
        na.post(f"{PEOPLE}let_in/{lan.pk}/")
        assert User.objects.get(pk=lan.pk).is_active

    def test_nobody_shuts_herself_out(self, na, chief):
        answer = na.post(f"{PEOPLE}shut_out/{chief.pk}/")
        assert "Bạn không thể tự khóa" in answer.content.decode()
        assert User.objects.get(pk=chief.pk).is_active

    def test_the_list_is_sorted_by_given_name(self, na, lan, minh, hoa):
        page = read(na, PEOPLE)
        order = [page.index(one.name) for one in (hoa, lan, minh)]
        assert order == sorted(order)

    @pytest.mark.parametrize("typed", ["tran thi lan", "Lan TRẦN", "lan@example"])
    def test_one_is_found_without_marks(self, na, lan, minh, typed):
        page = na.get(PEOPLE, {"q": typed}).content.decode()
        assert lan.name in page
        assert minh.name not in page

    @pytest.mark.parametrize(("who", "name"), [("officers", "Hoa"), ("residents", "Lan")])
    def test_officers_and_residents_are_told_apart(self, na, hoa, lan, who, name):
        page = na.get(PEOPLE, {"serving": who}).content.decode()
        assert [one for one in (hoa.name, lan.name) if one in page] == [
            one for one in (hoa.name, lan.name) if name in one
        ]

    def test_a_person_s_page_shows_all_she_served(self, na, chief, hoa, phu_loi_office):
        leave(hoa.memberships.get(), by=chief)
        join(hoa, phu_loi_office, Role.RECEPTION, starts_on=today() + DAY, by=chief)
        with travel_to(now() + DAY):
            page = read(na, f"{PEOPLE}inspect/{hoa.pk}/")
        for words in ["Đã kết thúc", "Đang giữ", "Thạch Na giao", "Thạch Na kết thúc"]:
            assert words in page

    def test_nobody_is_deleted(self, na, lan):
        na.post(f"{PEOPLE}delete/{lan.pk}/")
        na.post(f"/quan-tri/bulk/accounts/user/delete/?id={lan.pk}")
        assert User.objects.filter(pk=lan.pk).exists()
        assert "Xóa" not in read(na, PEOPLE)

    @pytest.mark.parametrize("step", ["assign_role", "set_active_state"])
    def test_nothing_happens_by_the_dozen(self, na, lan, step):
        path = f"/quan-tri/bulk/accounts/user/{step}/?id={lan.pk}"
        assert na.post(path, {"is_active": ""}).status_code == 404
        assert User.objects.get(pk=lan.pk).is_active

    def test_everybody_may_correct_her_own_name(self, hoa):
        forms = {
            "name_email-name": "Nguyễn Thị Hòa",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        }
        assert signed_in(hoa).post("/quan-tri/account/", forms).status_code == 302
        hoa.refresh_from_db()
        assert hoa.name == "Nguyễn Thị Hòa"


class TestServing:
    def serve(self, client: Client, agency: Agency, email: str = "LAN@example.vn", **facts):
        typed = {"email": email, "agency": agency.pk, "role": Role.REPORT_HANDLER}
        typed["starts_on"] = show_day(today())
        return client.post(f"{SERVING}new/", typed | facts)

    def test_a_person_begins_to_serve(self, na, chief, lan, phu_loi_office):
        assert self.serve(na, phu_loi_office).status_code == 302
        assert User.objects.get(pk=lan.pk).has_perm("reports.handle_report", phu_loi_office)
        assert lan.memberships.get().given_by == chief

    def test_from_a_day_to_a_day(self, na, lan, phu_loi_office):
        first, last = today() + DAY, today() + 9 * DAY
        self.serve(na, phu_loi_office, starts_on=show_day(first), ends_on=show_day(last))
        membership = lan.memberships.get()
        assert (membership.starts_on, membership.ends_on) == (first, last)

    def test_asked_twice_it_is_refused_with_a_sentence(self, na, lan, phu_loi_office):
        self.serve(na, phu_loi_office)
        again = self.serve(na, phu_loi_office)
        assert "Người này đã có vai trò này tại đây từ ngày" in again.content.decode()
        assert lan.memberships.count() == 1

    def test_nobody_with_this_address_serves(self, na, phu_loi_office):
        answer = self.serve(na, phu_loi_office, "khong-ai@example.vn")
        assert "Chưa có ai dùng địa chỉ này." in answer.content.decode()

    def test_who_and_where_may_be_known_already(self, na, lan, phu_loi_office):
        page = read(na, f"{SERVING}new/?person={lan.pk}&agency={phu_loi_office.pk}")
        assert 'value="lan@example.vn"' in page
        assert f'<option value="{phu_loi_office.pk}" selected>' in page

    def test_a_closed_agency_is_not_offered(self, na, phu_loi_office):
        Agency.objects.filter(pk=phu_loi_office.pk).update(closed_on=today() - DAY)
        assert phu_loi_office.name not in read(na, f"{SERVING}new/")

    def test_a_person_serves_until_a_chosen_day(self, na, chief, hoa):
        membership = hoa.memberships.get()
        path = f"{SERVING}delete/{membership.pk}/"
        assert "Ngày nào là ngày cuối cùng?" in read(na, path)
        na.post(path, {"last_day": show_day(today() + DAY)})
        membership.refresh_from_db()
        assert (membership.ends_on, membership.ended_by) == (today() + DAY, chief)

    def test_her_own_role_asks_whether_it_is_meant(self, na, chief, city):
        join(person("ba@example.vn", "Ba"), city, Role.ADMINISTRATOR)
        path = f"{SERVING}delete/{chief.memberships.get().pk}/"
        refused = na.post(path, {"last_day": show_day(today())}).content.decode()
        assert "vai trò của chính bạn" in refused
        na.post(path, {"last_day": show_day(today()), "understood": "on"})
        assert chief.memberships.get().ends_on == today()

    def test_the_last_administrator_stays(self, na, chief):
        path = f"{SERVING}delete/{chief.memberships.get().pk}/"
        typed = {"last_day": show_day(today()), "understood": "on"}
        assert "không còn ai quản trị cổng" in na.post(path, typed).content.decode()
        assert chief.memberships.get().ends_on is None

    def test_the_list_shows_those_of_today_of_before_and_to_come(self, na, lan, minh, city):
        join(lan, city, Role.EDITOR, starts_on=today() + DAY)
        past = join(minh, city, Role.EDITOR)
        Membership.objects.filter(pk=past.pk).update(
            starts_on=today() - 2 * DAY, ends_on=today() - DAY
        )
        shown = {
            when: [
                one.name
                for one in (lan, minh)
                if one.name in na.get(SERVING, {"when": when}).content.decode()
            ]
            for when in ("", "upcoming", "past", "all")
        }
        assert shown == {
            "": [],
            "upcoming": [lan.name],
            "past": [minh.name],
            "all": [lan.name, minh.name],
        }

    @pytest.mark.parametrize("typed", ["nguyen thi hoa", "phuong soc trang", "hoa soc"])
    def test_one_is_found_by_the_person_or_the_agency(self, na, hoa, dung, typed):
        page = na.get(SERVING, {"q": typed}).content.decode()
        assert hoa.name in page
        assert dung.name not in page

    @pytest.mark.parametrize("path", [SERVING, PEOPLE, AGENCIES])
    def test_a_long_list_asks_no_more(self, na, soc_trang_office, path, django_assert_num_queries):
        read(na, path)  # What is asked once, of whoever comes first.
        with CaptureQueriesContext(connection) as short:
            read(na, path)
        for number in range(30):
            officer = person(f"{number}@example.vn", f"Cán bộ {number}")
            join(officer, soc_trang_office, Role.RECEPTION)
            Agency.objects.create(
                code=f"H13.9.{number}",
                name=f"Một cửa {number}",
                kind="desk",
                parent=soc_trang_office,
            )
        with django_assert_num_queries(len(short)):
            assert "29" in read(na, path)

    def test_the_history_of_a_person_tells_it(self, na, lan, phu_loi_office):
        self.serve(na, phu_loi_office)
        path = f"{SERVING}delete/{lan.memberships.get().pk}/"
        na.post(path, {"last_day": show_day(today())})
        page = read(na, f"{PEOPLE}inspect/{lan.pk}/")
        assert f"Giao vai trò: Cán bộ xử lý phản ánh, {phu_loi_office}" in page
        assert f"Kết thúc vai trò: Cán bộ xử lý phản ánh, {phu_loi_office}" in page


class TestAgencies:
    def new(self, client: Client, **facts):
        typed = {"name": "Trạm y tế", "kind": "department", "code": "H13.31507.1"}
        return client.post(f"{AGENCIES}new/", typed | {"since": show_day(today())} | facts)

    def test_one_is_added_under_another(self, na, committee):
        self.new(na, parent=committee.pk, hotline="02993 822 333", **WEEK)
        added = Agency.objects.get(code="H13.31507.1")
        assert (added.parent, added.hotline) == (committee, "+842993822333")
        assert added.periods.count() == 10
        assert added.codes.get().valid_from == today()

    def test_where_it_cannot_stand_a_sentence_says_so(self, na, desk):
        page = self.new(na, parent=desk.pk).content.decode()
        assert "Không thể đặt sở, ngành trực thuộc bộ phận một cửa." in page

    def test_overlapping_hours_are_refused(self, na, committee):
        page = self.new(na, parent=committee.pk, day_0="7:00–12:00, 11:00–17:00").content.decode()
        assert "chồng lên nhau" in page

    def test_a_code_of_another_is_refused(self, na, committee):
        page = self.new(na, parent=committee.pk, code="h13.31507").content.decode()
        assert "Mã định danh" in page
        assert Agency.objects.filter(name="Trạm y tế").count() == 0

    def test_a_code_that_was_anothers_in_those_days_is_refused(self, na, committee, builders):
        record_code(builders, "H13.77", valid_from=today())
        page = self.new(na, parent=committee.pk, code="H13.05", since="02/07/2025")
        assert "Trong thời gian đó mã H13.05 là của Sở Xây dựng." in page.content.decode()
        assert not Agency.objects.filter(name="Trạm y tế").exists()

    def test_its_hours_stand_in_the_form_again(self, na, desk):
        assert self.new(na, parent=desk.parent_id, **WEEK).status_code == 302
        added = Agency.objects.get(code="H13.31507.1")
        page = read(na, f"{AGENCIES}edit/{added.pk}/")
        assert page.count('value="7:00–11:00, 13:00–17:00"') == 5

    def test_its_page_tells_all(self, na, desk, tam, hoa):
        set_hours(desk, {})
        join(hoa, desk, Role.RECEPTION)
        ProcedureFactory(birth=True).agencies.add(desk)
        page = read(na, f"{AGENCIES}inspect/{desk.pk}/")
        for words in [
            "UBND thành phố Cần Thơ",
            "UBND Phường Sóc Trăng",
            "Nguyễn Thị Hoa",
            "Cán bộ một cửa",
            "1.001193",
            "H13.31507.01 (dạng mới): 01/07/2025 – nay",
        ]:
            assert words in page

    def test_a_code_is_recorded(self, na, committee):
        typed = {"code": "h13.40.07", "valid_from": show_day(today())}
        na.post(f"{AGENCIES}code/{committee.pk}/", typed)
        assert "H13.40.07" in read(na, f"{AGENCIES}inspect/{committee.pk}/")
        assert ModelLogEntry.objects.filter(action="accounts.record_code").count() == 1

    def test_one_is_closed_and_opened_again(self, na, desk):
        na.post(f"{AGENCIES}close/{desk.pk}/", {"last_day": show_day(today())})
        assert "Đến hết ngày" in read(na, f"{AGENCIES}inspect/{desk.pk}/")
        na.post(f"{AGENCIES}reopen/{desk.pk}/")
        assert Agency.objects.get(pk=desk.pk).closed_on is None

    def test_why_it_cannot_close_is_said(self, na, committee, desk):
        typed = {"last_day": show_day(today())}
        page = na.post(f"{AGENCIES}close/{committee.pk}/", typed).content.decode()
        assert "hãy đóng nơi đó trước" in page

    @pytest.mark.parametrize("typed", ["soc trang", "H1331507", "h13.31507"])
    def test_one_is_found_without_marks_and_dots(self, na, builders, committee, typed):
        page = na.get(AGENCIES, {"q": typed}).content.decode()
        assert committee.name in page
        assert builders.name not in page

    def test_one_is_never_deleted(self, na, phu_loi_office):
        na.post(f"{AGENCIES}delete/{phu_loi_office.pk}/")
        assert Agency.objects.filter(pk=phu_loi_office.pk).exists()


class TestWhoMay:
    PATHS = [PEOPLE, SERVING, AGENCIES]
    CHANGES = [f"{PEOPLE}new/", f"{SERVING}new/", f"{AGENCIES}new/"]

    @pytest.mark.parametrize("path", [*PATHS, *CHANGES])
    def test_an_officer_looks_after_nobody(self, hoa, path):
        assert signed_in(hoa).get(path).status_code in {302, 403}

    @pytest.mark.parametrize("path", PATHS)
    def test_an_auditor_looks(self, thu, hoa, path):
        assert "Thêm" not in read(thu, path).split("<main")[1]

    @pytest.mark.parametrize("path", CHANGES)
    def test_an_auditor_changes_nothing(self, thu, path):
        assert thu.get(path).status_code == 302

    def test_an_auditor_reads_the_page_of_a_person(self, thu, hoa):
        page = read(thu, f"{PEOPLE}inspect/{hoa.pk}/")
        assert hoa.email in page
        assert "Khóa tài khoản" not in page

    def test_an_auditor_ends_nothing(self, thu, hoa):
        membership = hoa.memberships.get()
        thu.post(f"{SERVING}delete/{membership.pk}/", {"last_day": show_day(today())})
        thu.post(f"{PEOPLE}shut_out/{hoa.pk}/")
        membership.refresh_from_db()
        assert membership.ends_on is None
        assert User.objects.get(pk=hoa.pk).is_active


def test_a_procedure_s_agencies_are_chosen_by_who_manages_people(na, committee):
    birth = ProcedureFactory(birth=True)
    path = f"/quan-tri/snippets/procedures/procedure/edit/{birth.pk}/"
    assert "— UBND Phường Sóc Trăng" in read(na, path)
    na.post(path, {"plain_summary": "Ngắn gọn.", "agencies": [committee.pk]})
    assert list(Procedure.objects.get(pk=birth.pk).agencies.all()) == [committee]
