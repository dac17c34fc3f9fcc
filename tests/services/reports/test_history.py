"""The history of a report cannot be changed unnoticed, and words may be taken away by the law."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from services.privacy.actions.erasure import mark
from services.reports import actions, history
from services.reports.erasure import erase_report
from services.reports.models import Report, ReportEvent
from tests.services.reports.factories import EventFactory, ReportFactory


@pytest.fixture
def mended(hoa):
    """A report that Hoa received, began with and resolved."""
    report = ReportFactory()
    for name, note in [("receive", ""), ("start", ""), ("resolve", "Đã thay bóng đèn.")]:
        report = actions.take_step(report, name, by=hoa, note=note)
    return report


def verify(*options: str) -> str:
    said = io.StringIO()
    call_command("verify_history", *options, stdout=said, stderr=said)
    return said.getvalue()


def events_of(report):
    return ReportEvent.objects.filter(report=report)


def test_an_untouched_history_is_whole(mended):
    assert verify().startswith("1 phản ánh, 0 chỗ đứt.")


@pytest.mark.parametrize(
    "tampered",
    [
        {"note": "Đã thay trụ mới."},
        {"at": F("created_at")},
        {"state": "declined"},
        {"step": "decline"},
        {"is_public": False},
        {"by": None},
        {"details": {"reason": "not_ours"}},
        {"due_at": F("created_at")},
        {"digest": "0" * 64},
        {"words_digest": "0" * 64},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_a_row_that_was_changed_is_found(mended, tampered):
    event = events_of(mended).get(step="resolve")
    moment = mended.created_at
    told = {name: moment if isinstance(value, F) else value for name, value in tampered.items()}
    events_of(mended).filter(pk=event.pk).update(**told)
    with pytest.raises(CommandError):
        verify()
    (first, *_) = history.breaks(Report.objects.get(), events_of(mended).order_by("pk"))
    assert (first.reference, first.event) == (mended.reference, event.pk)


@pytest.mark.parametrize("step", ["receive", "start", "resolve"])
def test_a_row_that_was_taken_away_is_missed(mended, step):
    rows = events_of(mended).filter(step=step)
    rows._raw_delete(rows.db)
    with pytest.raises(CommandError):
        verify()


def test_a_row_that_was_slipped_in_is_found(mended):
    EventFactory(report=mended, step="extend", state="in_progress")
    with pytest.raises(CommandError):
        verify()


def test_a_row_of_another_report_does_not_fit(mended, hoa):
    other = actions.take_step(ReportFactory(), "receive", by=hoa)
    events_of(mended).filter(step="receive").update(report=other)
    with pytest.raises(CommandError):
        verify()


def test_the_whole_history_rewritten_changes_the_digest_that_was_kept_elsewhere(mended):
    kept = verify().split()[-1]
    events_of(mended).filter(step="resolve").update(note="Khác.")
    Report.objects.update(head="")
    events_of(mended).update(digest="")
    assert verify("--seal").split()[-1] != kept


class TestWhatTheLawTakesAway:
    @pytest.fixture
    def answered(self, hoa, lan):
        report = ReportFactory(waiting=True, reporter=lan)
        report = actions.take_step(report, "supply", by=lan, note="Nhà tôi số 12, gọi 0912345678.")
        return actions.take_step(report, "resolve", by=hoa, note="Đã thay.")

    def test_the_chain_holds_when_her_words_are_gone(self, answered):
        erase_report(answered, rule="request")
        assert not events_of(answered).filter(note__contains="0912").exists()
        assert "0 chỗ đứt" in verify()

    def test_nobody_can_guess_them_from_what_is_left(self, answered):
        erase_report(answered, rule="request")
        assert events_of(answered).get(step="supply").salt == ""

    def test_words_gone_without_a_tombstone_are_a_break(self, answered):
        history.take_words(events_of(answered).filter(step="supply"))
        with pytest.raises(CommandError):
            verify()
        mark("report", answered.reference, "request")
        assert "0 chỗ đứt" in verify()

    def test_words_written_where_some_were_taken_are_a_break(self, answered):
        erase_report(answered, rule="request")
        events_of(answered).filter(step="supply").update(note="Tôi hài lòng.")
        with pytest.raises(CommandError):
            verify()


class TestRowsFromBefore:
    @pytest.fixture
    def old(self, db):
        report = ReportFactory()
        EventFactory.create_batch(3, report=report)
        return report

    def test_what_was_never_sealed_is_said(self, old):
        with pytest.raises(CommandError):
            verify()

    def test_sealed_once_it_stays_so(self, old, mended):
        head = mended.head
        assert "Đã niêm phong 1 lịch sử." in verify("--seal")
        assert "Đã niêm phong 0 lịch sử." in verify("--seal")
        mended.refresh_from_db()
        assert mended.head == head


def test_asking_is_two_queries_for_many_reports(hoa, django_assert_max_num_queries):
    for _ in range(5):
        actions.take_step(ReportFactory(), "receive", by=hoa)
    with django_assert_max_num_queries(4):
        verify()
