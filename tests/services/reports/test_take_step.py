"""An officer moves a report along: once, remembered, findable, and told to its sender."""

import pytest
from django.db import IntegrityError, connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.notifications.models import Message
from services.reports import actions
from services.reports.models import Report, ReportEvent
from services.reports.workflow import CLOSED, OF_THEIR_OWN, STEPS, State
from tests.services.reports.factories import ReportFactory, in_state
from tests.services.reports.stepping import given_for, ready_for

NOTE = "Đã thay bóng đèn."


BY_TAKING = sorted(set(STEPS) - OF_THEIR_OWN)


@pytest.mark.parametrize("name", BY_TAKING)
def test_a_step_moves_the_report_and_is_remembered(ha, name):
    step, report = STEPS[name], ready_for(name)
    target = step.leads_to(report.state)
    moved = actions.take_step(report, name, by=ha, note=NOTE, **given_for(name, report))
    report.refresh_from_db()
    event = report.events.get()
    assert moved == report
    assert report.state == event.state == target
    assert (event.step, event.by, event.note, event.is_public) == (name, ha, NOTE, step.is_public)
    assert (report.closed_at is not None) == (target in CLOSED)


@pytest.mark.parametrize("name", BY_TAKING)
def test_each_step_that_tells_posts_exactly_one_message(ha, name):
    report = ready_for(name)
    actions.take_step(report, name, by=ha, note=NOTE, **given_for(name, report))
    kinds = [message.kind for message in Message.objects.all()]
    assert kinds == ([f"reports/{name}"] if STEPS[name].tells_resident else [])


@pytest.mark.parametrize("name", [name for name in BY_TAKING if STEPS[name].needs])
def test_nothing_moves_without_what_a_step_needs(ha, name):
    report = ready_for(name)
    with pytest.raises(StepRefused, match="Còn thiếu"):
        actions.take_step(report, name, by=ha, note=NOTE)
    assert not report.events.exists()


@pytest.mark.parametrize("name", sorted(OF_THEIR_OWN))
def test_what_has_an_action_of_its_own_is_not_merely_taken(ha, name):
    with pytest.raises(ValueError, match="action of its own"):
        actions.take_step(in_state(min(STEPS[name].sources)), name, by=ha, note=NOTE)


def test_a_refused_step_changes_nothing(dung):
    report = ReportFactory()
    with pytest.raises(StepRefused, match="không có quyền"):
        actions.take_step(report, "receive", by=dung)
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert not report.events.exists()
    assert not Message.objects.exists()


def test_the_database_is_asked_and_not_what_one_remembers(hoa):
    """Two officers have the page open; the second is told that somebody was quicker."""
    report = ReportFactory()
    stale = Report.objects.get(pk=report.pk)
    actions.take_step(report, "receive", by=hoa)
    with pytest.raises(StepRefused, match="người khác vừa chuyển bước"):
        actions.take_step(stale, "receive", by=hoa)


def test_a_step_that_does_not_exist_is_a_mistake_of_ours(hoa):
    with pytest.raises(KeyError):
        actions.take_step(ReportFactory(), "burn", by=hoa)


def test_it_becomes_findable_when_received_and_not_before(hoa):
    report = ReportFactory()
    assert not SearchDoc.objects.exists()
    actions.take_step(report, "receive", by=hoa)
    found = SearchDoc.objects.get(kind="report")
    assert (found.key, found.url) == (report.reference, f"/phan-anh/{report.reference}/")
    assert "Lan" not in found.title + found.body


def test_declined_it_is_found_no_more(hoa):
    report = ReportFactory()
    actions.take_step(report, "receive", by=hoa)
    actions.take_step(report, "decline", by=hoa, note=NOTE, **given_for("decline", report))
    assert not SearchDoc.objects.exists()


def test_a_private_one_is_never_found(hoa):
    actions.take_step(ReportFactory(private=True), "receive", by=hoa)
    assert not SearchDoc.objects.exists()


def test_its_address_is_vietnamese_though_the_officer_works_in_english(hoa):
    with translation.override("en"):
        actions.take_step(ReportFactory(), "receive", by=hoa)
    assert not SearchDoc.objects.get().url.startswith("/en/")


def test_only_the_report_itself_is_locked(hoa):
    report = ReportFactory()
    with CaptureQueriesContext(connection) as asked:
        actions.take_step(report, "receive", by=hoa)
    locks = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    if connection.features.has_select_for_update:
        [lock] = [sql for sql in locks if 'FROM "reports_report"' in sql]
        assert "JOIN" not in lock


def test_an_event_is_written_once(hoa):
    report = actions.take_step(ReportFactory(), "receive", by=hoa)
    event = report.events.get()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "resolved", "closed_at": None},
        {"state": "lost"},
        {"lat": 9.6, "lon": None},
    ],
    ids=["closed without a time", "unknown state", "half a pin"],
)
def test_the_database_is_a_witness(db, nonsense):
    report = ReportFactory()
    with pytest.raises(IntegrityError):
        Report.objects.filter(pk=report.pk).update(**nonsense)


def test_who_acted_is_never_forgotten(hoa):
    actions.take_step(ReportFactory(), "receive", by=hoa)
    with pytest.raises(ProtectedError):
        hoa.delete()
    assert ReportEvent.objects.get().by == hoa
