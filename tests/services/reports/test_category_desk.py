"""Who handles a kind of report is chosen in the admin, and stands on the agency's page."""

import pytest

from portal.accounts.actions import join, open_agency
from portal.accounts.models import Agency, User
from portal.accounts.roles import Role
from services.reports.models import Category
from tests.people import person
from tests.portal.accounts.conftest import signed_in

pytestmark = pytest.mark.django_db
CATEGORIES = "/quan-tri/loai-phan-anh/"


@pytest.fixture
def builders(db) -> Agency:
    city = open_agency(Agency(code="H13", name="UBND thành phố Cần Thơ", kind="city"))
    return open_agency(Agency(code="H13.05", name="Sở Xây dựng", kind="department", parent=city))


@pytest.fixture
def na(builders):
    administrator = person("na@example.vn", "Thạch Na")
    join(administrator, builders.parent, Role.ADMINISTRATOR)
    return signed_in(User.objects.get(pk=administrator.pk))


@pytest.fixture
def lamp(lamps) -> Category:
    return Category.objects.get(code="CS01")


def test_it_is_chosen_in_the_tree(na, lamp, builders):
    page = na.get(f"{CATEGORIES}edit/{lamp.pk}/").content.decode()
    assert "— Sở Xây dựng" in page
    na.post(f"{CATEGORIES}edit/{lamp.pk}/", {"is_active": "on", "agencies": [builders.pk]})
    assert list(lamp.agencies.all()) == [builders]
    assert lamp.name in na.get(f"/quan-tri/agency/inspect/{builders.pk}/").content.decode()


def test_what_comes_from_the_file_is_not_changed_here(na, lamp, builders):
    na.post(f"{CATEGORIES}edit/{lamp.pk}/", {"is_active": "on", "name": "Khác", "target_days": 99})
    again = Category.objects.get(pk=lamp.pk)
    assert (again.name, again.target_days) == (lamp.name, lamp.target_days)


def test_the_list_shows_who_handles_and_finds_without_marks(na, lamp, builders):
    lamp.agencies.add(builders)
    page = na.get(CATEGORIES, {"q": "den duong"}).content.decode()
    assert lamp.name in page
    assert "Sở Xây dựng" in page


def test_nobody_makes_one_by_hand(na, lamp):
    assert na.get(f"{CATEGORIES}add/").status_code in {302, 403}


def test_an_officer_has_no_business_here(hoa, lamp):
    assert signed_in(hoa).get(CATEGORIES).status_code in {302, 403}


def test_it_is_chosen_whether_work_is_proved_by_a_pair_of_photos(na, lamp):
    assert "needs_pair" in na.get(f"{CATEGORIES}edit/{lamp.pk}/").content.decode()
    na.post(f"{CATEGORIES}edit/{lamp.pk}/", {"is_active": "on", "needs_pair": "on"})
    assert Category.objects.get(pk=lamp.pk).needs_pair
