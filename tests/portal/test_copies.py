"""Reports by the million: each copy stands by itself, as if somebody had sent it."""

import pytest

from portal.common.references import read_reference
from portal.common.vietnamese import fold
from portal.management.demo.copies import copy_reports
from portal.places.tiles import tile_of
from services.reports.models import Report, ReportEvent
from tests.services.reports.factories import EventFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies() -> list[Report]:
    """Ten copies of a report that is open and one that was resolved."""
    for report in (ReportFactory(received=True), ReportFactory(resolved=True)):
        report.created_at = report.created_at.replace(microsecond=0)
        report.save(update_fields=["created_at"])
        EventFactory(report=report, at=report.created_at)
    copy_reports(10)
    return list(Report.objects.order_by("pk")[2:])


def test_each_has_its_own_code_and_is_found_by_it(copies):
    assert len({report.reference for report in copies}) == 10
    for report in copies:
        assert read_reference(report.reference) == report.reference
        assert report.folded.startswith(fold(report.reference))
        assert report.folded.count("pa-") == 1


def test_each_lies_somewhere_else_in_its_commune(copies):
    assert len({(report.lat, report.lon) for report in copies}) == 10
    for report in copies:
        west, south, east, north = report.commune.bbox
        assert south <= report.lat <= north
        assert west <= report.lon <= east
        assert report.tile == tile_of(report.lat, report.lon)


def test_each_has_its_own_time_and_its_events_moved_with_it(copies):
    for report in copies:
        [event] = ReportEvent.objects.filter(report=report)
        assert event.at == report.created_at
        assert report.created_at < report.due_at
        assert Report.objects.filter(pk=report.pk, created_at=report.created_at).exists()


def test_what_is_listed_stays_what_everyone_may_read(copies):
    assert all(report.is_listed == report.shows_words for report in copies)
