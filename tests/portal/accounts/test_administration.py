"""Administrators look after people, agencies and who serves where; nothing is ever lost."""

import pytest
from django.test import Client

from portal.accounts.actions import join
from portal.accounts.models import Agency, Membership, User
from portal.accounts.roles import Role
from portal.common.moments import today
from tests.people import person

pytestmark = pytest.mark.django_db
PEOPLE, SERVING, AGENCIES = "/quan-tri/users/", "/quan-tri/membership/", "/quan-tri/agency/"
LONG = "duong-den-khom-5"
APART = "Nguye\u0302\u0303n Thi\u0323 Hoa"  # NFD, as some telephones type it.


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.MembershipBackend")
    return client


@pytest.fixture
def na(soc_trang_office) -> Client:
    """Na administers."""
    administrator = person("na@example.vn", "Thạch Na")
    join(administrator, soc_trang_office, Role.ADMINISTRATOR)
    return signed_in(administrator)


def new_person(client: Client, **facts):
    typed = {"email": "Moi@Example.VN", "name": APART, "password1": LONG, "password2": LONG}
    return client.post(f"{PEOPLE}new/", typed | facts)


def test_a_person_is_added_with_one_name(na):
    assert new_person(na).status_code == 302
    added = User.objects.get(email="moi@example.vn")
    assert added.name == "Nguyễn Thị Hoa"
    assert added.check_password(LONG)


def test_an_address_belongs_to_one_person(na, lan):
    answer = new_person(na, email="LAN@example.vn")
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact="lan@example.vn").count() == 1


def test_a_person_may_be_renamed_and_shut_out(na, lan):
    na.post(f"{PEOPLE}edit/{lan.pk}/", {"email": lan.email, "name": "Trần Thị Lan Anh"})
    lan.refresh_from_db()
    assert lan.name == "Trần Thị Lan Anh"
    assert not lan.is_active


def test_the_list_is_sorted_by_given_name(na, lan, minh, hoa):
    page = na.get(PEOPLE).content.decode()
    order = [page.index(one.name) for one in (hoa, lan, minh)]
    assert order == sorted(order)


def test_nobody_is_deleted(na, lan):
    na.post(f"{PEOPLE}delete/{lan.pk}/")
    na.post(f"/quan-tri/bulk/accounts/user/delete/?id={lan.pk}")
    assert User.objects.filter(pk=lan.pk).exists()
    assert "Xóa" not in na.get(PEOPLE).content.decode()


def test_everybody_may_correct_her_own_name(hoa):
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


def serve(client: Client, agency: Agency, email: str = "LAN@example.vn"):
    return client.post(
        f"{SERVING}new/", {"email": email, "agency": agency.pk, "role": Role.REPORT_HANDLER}
    )


def test_a_person_begins_to_serve(na, lan, phu_loi_office):
    assert serve(na, phu_loi_office).status_code == 302
    assert User.objects.get(pk=lan.pk).has_perm("reports.handle_report", phu_loi_office)


def test_asked_twice_it_happens_once(na, lan, phu_loi_office):
    serve(na, phu_loi_office)
    serve(na, phu_loi_office)
    assert lan.memberships.count() == 1


def test_nobody_with_this_address_serves(na, phu_loi_office):
    answer = serve(na, phu_loi_office, "khong-ai@example.vn")
    assert "Chưa có ai dùng địa chỉ này." in answer.content.decode()


def test_a_person_serves_until_today(na, hoa):
    membership = hoa.memberships.get()
    question = na.get(f"{SERVING}delete/{membership.pk}/").content.decode()
    assert "Hôm nay là ngày cuối cùng?" in question
    na.post(f"{SERVING}delete/{membership.pk}/")
    assert Membership.objects.get(pk=membership.pk).ends_on == today()


def test_who_serves_where(na, hoa, dung, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = na.get(SERVING).content.decode()
    assert "Cán bộ xử lý phản ánh" in page
    assert hoa.name in page
    assert dung.name in page


def test_an_agency_is_added(na, soc_trang_office):
    typed = {"name": "Trạm y tế", "kind": "department", "code": "H13.31507.1"}
    typed["parent"] = soc_trang_office.pk
    na.post(f"{AGENCIES}new/", typed)
    assert Agency.objects.get(code="H13.31507.1").name == "Trạm y tế"


def test_an_agency_is_not_deleted(na, phu_loi_office):
    na.post(f"{AGENCIES}delete/{phu_loi_office.pk}/")
    assert Agency.objects.filter(pk=phu_loi_office.pk).exists()


@pytest.mark.parametrize("path", [PEOPLE, SERVING, AGENCIES, f"{SERVING}new/", f"{PEOPLE}new/"])
def test_an_officer_looks_after_nobody(hoa, path):
    assert signed_in(hoa).get(path).status_code in {302, 403}
