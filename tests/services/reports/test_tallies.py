"""The worker counts, the map reads: whatever changes is counted within a minute, and only that."""

from datetime import datetime, timedelta

import pytest

from portal.common.moments import now
from services.reports import actions, places, tallies
from services.reports.models import Report, Tally, TallyMark
from services.reports.tasks import count_changes
from tests.services.reports.factories import CategoryFactory, ReportFactory

pytestmark = pytest.mark.django_db
THIS_MORNING = "2026-11-22T09:00+07:00"


@pytest.fixture(autouse=True)
def one_morning(time_machine):
    time_machine.move_to(THIS_MORNING, tick=False)


def count(**wanted) -> int:
    """What the map would say of Phường Sóc Trăng."""
    return places.counted(wanted).get("31507", 0)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def test_a_report_counts_for_its_kind_its_group_and_all(soc_trang):
    ReportFactory(received=True)
    tallies.count_all()
    assert [count(topic=topic) for topic in ("", "CS", "CS01", "CS02")] == [1, 1, 1, 0]
    assert [count(state=state) for state in ("", "received", "resolved")] == [1, 1, 0]
    assert [count(period=period) for period in ("", "2026", "2026-11", "2025")] == [1, 1, 1, 0]
    assert count(topic="CS", state="received", period="2026-11") == 1


def test_a_month_begins_at_midnight_here(soc_trang):
    ReportFactory(received=True, created_at=at("2026-10-31T23:59:59+07:00"))
    ReportFactory(received=True, created_at=at("2026-11-01T00:00+07:00"))
    tallies.count_all()
    assert [count(period=month) for month in ("2026-10", "2026-11")] == [1, 1]


def test_what_nobody_may_read_is_not_counted(soc_trang):
    ReportFactory()
    ReportFactory(received=True, private=True)
    ReportFactory(declined=True)
    tallies.count_all()
    assert not Tally.objects.exists()


def test_the_first_time_everything_is_counted(soc_trang):
    ReportFactory(received=True, created_at=at("2025-01-02T08:00+07:00"))
    assert count_changes.call() == 1
    assert count(period="2025") == 1


def test_a_change_is_counted_when_the_worker_next_comes_by(hoa, soc_trang):
    report = ReportFactory(received=True, created_at=at("2025-12-31T08:00+07:00"))
    tallies.count_changes()
    actions.take_step(report, "start", by=hoa)
    assert count(state="received") == 1
    assert tallies.count_changes() == 1
    assert count(state="received") == 0
    assert count(state="in_progress", period="2025-12") == 1
    assert count() == 1


def test_only_what_changed_is_counted_again(soc_trang, time_machine):
    old = ReportFactory(received=True, created_at=at("2026-01-05T08:00+07:00"))
    tallies.count_changes()
    for _minute in range(2):
        time_machine.shift(timedelta(hours=1))
        tallies.count_changes()
    Report.objects.filter(pk=old.pk).update(is_listed=False, state="submitted")
    ReportFactory(received=True)
    assert tallies.count_changes() == 1
    assert count(period="2026-01") == 1  # Nobody said that it changed.
    tallies.count_all()  # As every night.
    assert count(period="2026-01") == 0
    assert count() == 1


def test_a_transaction_that_shows_late_is_not_missed(soc_trang, time_machine):
    tallies.count_all()
    written = now() - timedelta(minutes=1)
    ReportFactory(received=True, updated_at=written)
    tallies.count_changes()
    assert count() == 1


def test_nothing_new_writes_nothing(soc_trang):
    ReportFactory(received=True)
    tallies.count_all()
    rows = list(Tally.objects.values())
    tallies.count_changes()
    tallies.count_all()
    assert list(Tally.objects.values()) == rows


def test_another_worker_that_was_slower_does_not_turn_the_mark_back():
    TallyMark.reach(now())
    TallyMark.reach(now() - timedelta(minutes=5))
    assert TallyMark.reached() == now()


def test_a_kind_that_went_is_no_longer_counted(soc_trang):
    ReportFactory(received=True)
    tallies.count_all()
    Report.objects.update(category=CategoryFactory(code="CS02", name="Cáp viễn thông rơi"))
    tallies.count_all()
    assert [count(topic=topic) for topic in ("CS", "CS01", "CS02")] == [1, 0, 1]
