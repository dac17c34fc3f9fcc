"""The city, 43 committees and their desks, from what the data knows and no further."""

import io

import pytest
from django.core.management import call_command

from portal.accounts.models import Agency, AgencyCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def load():
    def load() -> str:
        said = io.StringIO()
        call_command("load_agencies", stdout=said)
        return said.getvalue()

    call_command("load_places", stdout=io.StringIO())
    return load


def test_it_makes_the_tree_and_run_again_changes_nothing(load):
    assert "87 cơ quan mới" in load()
    counted = {kind: Agency.objects.filter(kind=kind).count() for kind in Agency.Kind}
    assert counted == {"city": 1, "department": 0, "commune": 43, "desk": 43}
    desk = Agency.objects.get(code="H13.31507.01")
    desk.periods.all().delete()
    assert "0 cơ quan mới" in load()
    assert not desk.periods.exists()


def test_what_nobody_confirmed_is_marked(load):
    load()
    desks = Agency.objects.desks()
    assert not desks.filter(are_hours_confirmed=True).exists()
    assert not desks.exclude(hotline="").exists()
    assert desks.first().hours.in_words() == [
        {"days": "Thứ Hai – Thứ Sáu", "hours": "7:00–11:00, 13:00–17:00"}
    ]


def test_codes_begin_with_the_units_of_today_and_no_old_one_is_invented(load):
    load()
    codes = AgencyCode.objects.all()
    assert {str(one.valid_from) for one in codes} == {"2025-07-01"}
    assert {one.scheme for one in codes} == {"new"}
