"""Contacts: what the portal knows of its agencies, and the people who answer for them."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.models import ContactIndexPage, Official
from portal.accounts.actions import save_agency, set_hours
from portal.common.moments import today
from portal.places.models import OldUnit
from tests.cms.pages import list_of

pytestmark = pytest.mark.django_db
LIST = "/lien-he-co-quan/"


@pytest.fixture
def contacts(home):
    return list_of(ContactIndexPage, home)


@pytest.fixture
def ut(soc_trang_office) -> Official:
    """Út heads Hoa's agency."""
    facts = {"post": "Chủ tịch UBND", "phone": "+842993822333"}
    return Official.objects.create(agency=soc_trang_office, name="Trần Văn Út", **facts)


def names(client, **asked) -> list[str]:
    return [point.agency.name for point in client.get(LIST, asked).context["points"]]


def test_an_agency_is_shown_with_what_the_portal_knows(client, contacts, soc_trang_office, ut):
    soc_trang_office.address, soc_trang_office.hotline = "93 Phú Lợi", "+842993820000"
    save_agency(soc_trang_office)
    set_hours(soc_trang_office, {0: [(time(7), time(11))]})
    page = client.get(LIST).content.decode()
    for fact in ("93 Phú Lợi", "0299 3820 000", "7:00–11:00", "Trần Văn Út", "0299 3822 333"):
        assert fact in page


@pytest.mark.parametrize("words", ["soc trang", "tran van ut", "chu tich", "phuong 6"])
def test_it_is_found_by_agency_person_and_commune(
    client, contacts, soc_trang, phu_loi_office, ut, words
):
    OldUnit.objects.create(
        code="31501",
        name="Phường 6",
        old_district="Thành phố Sóc Trăng",
        commune=soc_trang,
        valid_to="2025-06-30",
    )
    assert names(client, q=words) == ["UBND Phường Sóc Trăng"]


def test_what_nobody_knows_is_not_found(client, contacts, ut):
    assert names(client, q="khong co noi nay") == []
    assert names(client, q=" ".join(f"chu{number}" for number in range(40))) == []


def test_agencies_that_are_closed_are_not_listed(client, contacts, soc_trang_office):
    type(soc_trang_office).objects.update(closed_on=today().replace(year=2025))
    assert names(client) == []


def test_people_stand_in_their_rank_and_by_given_names(client, contacts, soc_trang_office, ut):
    for name, position in (("Lê Thị Ánh", 1), ("Phạm An", 1)):
        Official.objects.create(agency=soc_trang_office, name=name, post="Phó", position=position)
    (point,) = client.get(LIST).context["points"]
    people = [person.name for person in point.agency.officials.all()]
    assert people == ["Trần Văn Út", "Phạm An", "Lê Thị Ánh"]


def test_linh_names_who_answers(as_person, linh, soc_trang_office):
    facts = {"name": "Kim Sơn", "post": "Phó Chủ tịch", "position": "1", "phone": "0299 3822 334"}
    form = facts | {"agency": soc_trang_office.pk}
    as_person(linh).post(reverse("official:add"), form)
    assert Official.objects.get().phone == "+842993822334"


def test_rinh_does_not(as_person, rinh, soc_trang_office):
    form = {"agency": soc_trang_office.pk, "name": "Kim Sơn", "post": "Phó", "position": "1"}
    as_person(rinh).post(reverse("official:add"), form)
    assert not Official.objects.exists()


def test_a_number_is_one(soc_trang_office):
    with pytest.raises(ValidationError):
        Official(agency=soc_trang_office, name="Út", post="Chủ tịch", phone="12").full_clean()


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_list_asks_no_more_for_more(
    client, contacts, soc_trang_office, django_assert_max_num_queries, how_many
):
    for number in range(how_many):
        Official.objects.create(agency=soc_trang_office, name=f"Út {number}", post="Phó")
    client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(LIST)
