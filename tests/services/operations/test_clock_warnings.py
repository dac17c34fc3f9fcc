"""Hoa is warned at half time, the day before and when it is late; then her head is."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.workdays.calendar import end_of_day
from services.notifications import texts
from services.notifications.models import Message
from services.operations.clock_warnings import warn_all
from services.reports.models import ClockWarning
from tests.people import person
from tests.services.reports.factories import ReportFactory

MONDAY = datetime.fromisoformat("2026-11-02T07:40:00+07:00")  # A week without holidays.
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(db):
    """A Monday morning, on which everybody serves already."""
    call_command("load_calendar", verbosity=0)
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def phuoc(soc_trang_office):
    """Phước answers for Hoa's agency."""
    head = person("phuoc@example.vn", "Huỳnh Văn Phước")
    join(head, soc_trang_office, Role.APPROVER)
    return head


def made_on_monday(due: str, **facts):
    """A report of Monday's that is due at the end of that day."""
    day = datetime.fromisoformat(due).date()
    return ReportFactory(received=True, created_at=MONDAY, due_at=end_of_day(day), **facts)


def on(day: str) -> int:
    with time_machine.travel(f"{day}T07:40:00+07:00", tick=False):
        return warn_all()


def letters_to(officer) -> list[str]:
    messages = Message.objects.filter(user=officer, channel="email").order_by("pk")
    return [texts.render(one.kind, one.facts, one.language).body for one in messages]


def test_each_stage_is_told_once_and_on_its_day(hoa, phuoc):
    report = made_on_monday("2026-11-09")  # Five working days.
    told = {f"2026-11-{day:02}": on(f"2026-11-{day:02}") for day in range(3, 15)}
    assert {day for day, letters in told.items() if letters} == {
        "2026-11-05",  # Three of five days are over.
        "2026-11-06",  # Due on Monday.
        "2026-11-10",  # Late.
        "2026-11-11",  # Late for two working days: the head.
    }
    stages = ClockWarning.objects.filter(report=report).values_list("stage", flat=True)
    assert list(stages) == ["half", "tomorrow", "late", "head"]
    half, tomorrow, late = letters_to(hoa)
    assert f"Đã qua nửa thời hạn:\n- {report.reference}" in half
    assert "Đến hạn ngày làm việc tới:" in tomorrow
    assert "Quá hạn:" in late
    assert "Quá hạn" not in half
    (to_head,) = letters_to(phuoc)
    assert f"Quá hạn nhiều ngày:\n- {report.reference}" in to_head


def test_asked_twice_everybody_is_told_once(hoa):
    made_on_monday("2026-11-03")
    assert [on("2026-11-04"), on("2026-11-04")] == [1, 0]


def test_after_a_sleep_of_days_what_holds_now_is_told(hoa, phuoc):
    made_on_monday("2026-11-04")
    assert on("2026-11-09") == 2
    assert "Quá hạn:" in letters_to(hoa)[0]


def test_a_new_date_is_warned_of_anew(hoa):
    report = made_on_monday("2026-11-03")
    assert on("2026-11-04") == 1
    report.due_at = end_of_day(datetime.fromisoformat("2026-11-05").date())
    report.save(update_fields=["due_at"])
    assert on("2026-11-06") == 1


@pytest.mark.parametrize("trait", ["waiting", "resolved"])
def test_what_stands_still_or_is_done_warns_nobody(hoa, trait):
    stopped = {"paused_at": timezone.now()} if trait == "waiting" else {}
    ReportFactory(**{trait: True}, created_at=MONDAY, due_at=MONDAY + ONE_DAY, **stopped)
    assert on("2026-11-09") == 0


def test_nobody_is_warned_on_a_day_off(hoa):
    made_on_monday("2026-11-04")
    assert on("2026-11-07") == 0  # A Saturday.


def test_what_was_given_to_one_officer_is_hers(hoa, soc_trang_office):
    an = person("an@example.vn", "Ngô Thị An")
    join(an, soc_trang_office, Role.REPORT_HANDLER)
    hers = made_on_monday("2026-11-03", assignee=an)
    nobodys = made_on_monday("2026-11-03")
    assert on("2026-11-04") == 2
    (to_an,), (to_hoa,) = letters_to(an), letters_to(hoa)
    assert hers.reference in to_an
    assert nobodys.reference in to_an
    assert hers.reference not in to_hoa


def test_an_officer_elsewhere_hears_nothing(hoa, dung):
    made_on_monday("2026-11-03")
    on("2026-11-04")
    assert letters_to(dung) == []


def test_a_long_list_is_cut_and_says_so(hoa):
    for _ in range(25):
        made_on_monday("2026-11-03")
    on("2026-11-04")
    (letter,) = letters_to(hoa)
    assert letter.count("- PA-") == 20
    assert "- và 5 phản ánh khác" in letter


def test_nothing_personal_is_in_the_letter(hoa):
    made_on_monday("2026-11-03", description="Gọi 0912 345 678", address="12 Hai Bà Trưng")
    on("2026-11-04")
    (letter,) = letters_to(hoa)
    for word in ("Trần Thị Lan", "0912", "Hai Bà Trưng", "lan@example.vn"):
        assert word not in letter


@pytest.mark.parametrize("count", [1, 30])
def test_many_reports_cost_no_more_questions(hoa, django_assert_max_num_queries, count):
    for _ in range(count):
        made_on_monday("2026-11-03")
    with django_assert_max_num_queries(32):
        on("2026-11-04")
