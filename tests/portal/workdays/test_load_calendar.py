from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.workdays.models import CalendarDay
from tests.people import person


def load(years="2025-2027"):
    call_command("load_calendar", years=years, verbosity=0)


def known() -> set:
    return set(CalendarDay.objects.values_list("date", "is_working", "reason"))


def test_loading_twice_is_loading_once(loaded):
    before = known()
    load()
    assert known() == before


def test_a_year_alone_leaves_the_others(loaded):
    load("2026")
    assert CalendarDay.objects.filter(date__year=2025).exists()


def test_swapped_saturdays_say_why(loaded):
    day = CalendarDay.objects.get(date=date(2026, 8, 22))
    assert day.is_working
    assert day.reason == "Làm bù cho ngày 31/08/2026"


def test_what_people_wrote_stays(db):
    CalendarDay.objects.create(date=date(2026, 2, 16), is_working=True, reason="Trực Tết")
    load()
    assert CalendarDay.objects.get(date=date(2026, 2, 16)).reason == "Trực Tết"


def test_an_estimate_that_moved_goes_away(db):
    CalendarDay.objects.create(date=date(2026, 2, 10), reason="Tết (ước tính)", is_seeded=True)
    load()
    assert not CalendarDay.objects.filter(date=date(2026, 2, 10)).exists()


def test_a_day_saved_in_the_admin_belongs_to_people(client, loaded):
    officer = person("admin@example.vn", "Quản trị")
    officer.is_superuser = True
    officer.save(update_fields=["is_superuser"])
    client.force_login(officer)
    day = CalendarDay.objects.get(date=date(2026, 11, 24))
    address = reverse(day.snippet_viewset.get_url_name("edit"), args=[day.pk])
    facts = {"date": "24/11/2026", "is_working": "on", "reason": "Trực ngày Văn hóa"}
    assert client.post(address, facts).status_code == 302
    load()
    day.refresh_from_db()
    assert (day.is_working, day.is_seeded) == (True, False)


@pytest.mark.parametrize("years", ["", "tết", "2027-2025", "1900-2100", "2026-", "20260"])
def test_nonsense_years_are_refused(db, years):
    with pytest.raises(CommandError):
        load(years)
