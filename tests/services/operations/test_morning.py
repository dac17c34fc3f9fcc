"""At half past seven Hoa reads what is late at her agency, and what is due today."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now
from services.notifications import texts
from services.notifications.models import Message
from services.operations.morning import tell_officers
from tests.services.dossiers.factories import DossierFactory
from tests.services.reports.factories import ReportFactory

MONDAY = "2026-11-23T07:30:00+07:00"
HOLIDAY = "2026-11-24T07:30:00+07:00"


@pytest.fixture(autouse=True)
def half_past_seven(db):
    """Half past seven on Monday; tomorrow is a public holiday."""
    call_command("load_calendar", verbosity=0)
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def letter_to(officer) -> str:
    message = Message.objects.get(user=officer, channel="email")
    assert message.recipient == officer.email
    return texts.render(message.kind, message.facts, message.language).body


def test_hoa_reads_what_is_late_and_what_is_due_today(hoa, phu_loi_office):
    ReportFactory(due_at=now() - timedelta(days=1))
    ReportFactory.create_batch(2, due_at=now() + timedelta(hours=3))
    ReportFactory(due_at=now() + timedelta(days=2))
    ReportFactory(agency=phu_loi_office, due_at=now() - timedelta(days=1))
    ReportFactory(resolved=True, due_at=now() - timedelta(days=1))
    assert tell_officers() == 1
    body = letter_to(hoa)
    assert "Phản ánh: 1 quá hạn, 2 đến hạn hôm nay" in body
    assert "Hồ sơ" not in body
    assert "http://127.0.0.1:8000/quan-tri/" in body


def test_the_desk_of_dossiers_has_its_own(son, hoa):
    DossierFactory(processing=True, due_at=now() + timedelta(hours=3))
    DossierFactory(waiting=True)
    assert tell_officers() == 1
    assert "Hồ sơ: 1 đến hạn hôm nay" in letter_to(son)


def test_asked_twice_she_is_told_once(hoa):
    ReportFactory(overdue=True)
    assert [tell_officers(), tell_officers()] == [1, 0]
    assert Message.objects.filter(user=hoa, channel="email").count() == 1


def test_without_work_there_is_no_letter(hoa):
    assert tell_officers() == 0


def test_nobody_is_told_on_a_holiday(hoa, half_past_seven):
    ReportFactory(overdue=True)
    half_past_seven.move_to(HOLIDAY)
    assert tell_officers() == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.EDITOR])
def test_who_handles_nothing_here_is_not_told(minh, soc_trang_office, role):
    join(minh, soc_trang_office, role)
    ReportFactory(overdue=True)
    assert tell_officers() == 0


def test_who_was_shut_out_is_not_told(hoa):
    hoa.is_active = False
    hoa.save(update_fields=["is_active"])
    ReportFactory(overdue=True)
    assert tell_officers() == 0


def test_many_reports_cost_no_more_questions(hoa, django_assert_max_num_queries):
    ReportFactory.create_batch(20, overdue=True)
    with django_assert_max_num_queries(25):
        tell_officers()
