"""What an officer does outside is done once, however often a bad signal sends it."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from portal.common.moments import now
from portal.common.uploads import clean_photos
from portal.common.workflow import StepRefused
from services.privacy import retention
from services.reports import actions, details, history
from services.reports.models import FieldAction, Photo, Report
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.factories import (
    CategoryFactory,
    EventFactory,
    PhotoFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
NOTE = "Đã thay bóng đèn."


def photos(count: int = 1):
    shots = [
        SimpleUploadedFile(f"{n}.jpg", a_photo(64 + n, 48), "image/jpeg") for n in range(count)
    ]
    return clean_photos(shots)


def act(report, name, *, by, key=None, **more):
    return actions.act_in_field(report, name, by=by, key=key or uuid.uuid4(), **more)


def steps(report) -> list[str]:
    return [event.step for event in report.events.order_by("pk")]


def test_the_key_goes_once_no_phone_sends_it_again(hoa):
    report = ReportFactory(received=True)
    act(report, "arrived", by=hoa)
    act(report, "start", by=hoa)
    FieldAction.objects.filter(name="arrived").update(at=now() - timedelta(days=31))
    assert retention.apply(retention.RULES["field_actions"]).erased == 1
    assert FieldAction.objects.get().name == "start"
    assert steps(report) == ["arrived", "start"]


class TestArriving:
    def test_it_keeps_how_far_she_was_and_only_that(self, hoa):
        report = ReportFactory(received=True)
        act(report, "arrived", by=hoa, metres=40, photos=photos())
        event = report.events.get()
        assert (event.step, event.by, event.is_public) == ("arrived", hoa, False)
        assert event.details == {"metres": 40}
        assert details.in_words(event) == ["Cách điểm ghim 40 m"]
        assert report.photos.get().kind == Photo.Kind.BEFORE
        moved = Report.objects.get()
        assert moved.state == State.RECEIVED
        assert history.breaks(moved, [event]) == []

    def test_what_was_sent_later_says_when_it_was(self, hoa):
        report = ReportFactory(received=True)
        act(report, "arrived", by=hoa, done_at=now() - timedelta(hours=2))
        assert "gửi lên sau" in details.in_words(report.events.get())[0]

    @pytest.mark.parametrize("ago", [timedelta(seconds=5), timedelta(days=9), -timedelta(hours=1)])
    def test_a_clock_that_is_wrong_is_not_believed(self, hoa, ago):
        report = ReportFactory(received=True)
        act(report, "arrived", by=hoa, done_at=now() - ago)
        assert report.events.get().details == {}

    def test_nobody_goes_to_what_is_closed(self, hoa):
        report = ReportFactory(resolved=True)
        with pytest.raises(StepRefused):
            act(report, "arrived", by=hoa)

    def test_another_commune_is_none_of_her_business(self, dung):
        report = ReportFactory(received=True)
        for name in ("arrived", "start"):
            with pytest.raises(StepRefused):
                act(report, name, by=dung)
        assert not FieldAction.objects.exists()

    def test_the_pile_of_photos_ends(self, hoa):
        report = ReportFactory(received=True)
        PhotoFactory.create_batch(30, report=report)
        with pytest.raises(StepRefused):
            act(report, "arrived", by=hoa, photos=photos())


class TestOnce:
    def test_the_same_key_is_one_event_with_one_photo(self, hoa):
        report, key = ReportFactory(in_progress=True), uuid.uuid4()
        for _ in range(3):
            moved = act(report, "resolve", by=hoa, key=key, note=NOTE, photos=photos())
        assert moved.state == State.RESOLVED
        assert steps(report) == ["resolve"]
        assert report.photos.count() == 1

    def test_what_was_refused_leaves_nothing_and_may_be_tried_again(self, hoa):
        report, key = ReportFactory(in_progress=True), uuid.uuid4()
        with pytest.raises(StepRefused):
            act(report, "resolve", by=hoa, key=key, photos=photos())
        assert not FieldAction.objects.exists()
        assert not report.photos.exists()
        assert act(report, "resolve", by=hoa, key=key, note=NOTE).state == State.RESOLVED

    def test_one_key_stands_for_one_thing_of_one_officer(self, hoa, ha):
        report, key = ReportFactory(received=True), uuid.uuid4()
        act(report, "arrived", by=hoa, key=key)
        act(report, "arrived", by=ha, key=key)
        act(report, "start", by=hoa, key=key)
        assert steps(report) == ["arrived", "arrived", "start"]

    def test_her_own_steps_follow_each_other_by_what_she_had_seen(self, hoa):
        report = ReportFactory(received=True)
        actions.add_note(report, by=hoa, note="Đi xem.")
        seen = Report.objects.get().head
        act(report, "arrived", by=hoa, seen=seen)
        act(report, "start", by=hoa, seen=seen)
        assert act(report, "resolve", by=hoa, seen=seen, note=NOTE).state == State.RESOLVED

    def test_somebody_quicker_is_named(self, hoa, ha):
        report = ReportFactory(received=True)
        actions.add_note(report, by=hoa, note="Đi xem.")
        seen = Report.objects.get().head
        actions.take_step(report, "start", by=ha)
        for name in ("arrived", "ask"):
            with pytest.raises(StepRefused, match=ha.name):
                act(report, name, by=hoa, seen=seen, note=NOTE)

    def test_what_belongs_to_the_desk_stays_there(self, hoa):
        with pytest.raises(StepRefused):
            act(ReportFactory(received=True), "decline", by=hoa, note=NOTE)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_finds_what_the_first_has_done(hoa):
    report, key = ReportFactory(in_progress=True), uuid.uuid4()

    def press(picture):
        try:
            return act(report, "resolve", by=hoa, key=key, note=NOTE, photos=[picture]).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as thumbs:
        assert set(thumbs.map(press, photos(2))) == {State.RESOLVED}
    assert steps(report) == ["resolve"]
    assert report.photos.count() == 1


class TestPair:
    @pytest.fixture
    def report(self, hoa):
        return ReportFactory(in_progress=True, category=CategoryFactory(needs_pair=True))

    def resolve(self, report, hoa, **more):
        return actions.take_step(report, "resolve", by=hoa, note=NOTE, **more)

    def test_without_a_photo_of_after_it_is_not_resolved(self, report, hoa):
        PhotoFactory(report=report)
        with pytest.raises(StepRefused, match="ảnh hiện nay"):
            self.resolve(report, hoa)
        assert Report.objects.get().state == State.IN_PROGRESS

    def test_without_one_of_before_neither_and_no_file_stays(self, report, hoa):
        with pytest.raises(StepRefused, match="trước khi làm"):
            self.resolve(report, hoa, photos=photos())
        assert not report.photos.exists()

    def test_the_senders_photo_counts_as_before(self, report, hoa):
        PhotoFactory(report=report)
        assert self.resolve(report, hoa, photos=photos()).state == State.RESOLVED

    def test_and_so_does_the_officers_own(self, report, hoa):
        act(report, "arrived", by=hoa, photos=photos())
        assert self.resolve(report, hoa, photos=photos()).state == State.RESOLVED

    def test_the_pair_of_the_first_time_proves_nothing_of_the_second(self, report, hoa):
        PhotoFactory(report=report)
        earlier = now() - timedelta(days=2)
        PhotoFactory(report=report, kind=Photo.Kind.AFTER, created_at=earlier)
        EventFactory(report=report, step="reopen", state=State.REOPENED, at=now())
        with pytest.raises(StepRefused):
            self.resolve(report, hoa)
        assert self.resolve(report, hoa, photos=photos()).state == State.RESOLVED

    def test_declining_needs_no_photo(self, report, hoa):
        moved = actions.take_step(report, "ask", by=hoa, note="Chỗ nào vậy ạ?")
        assert moved.state == State.WAITING

    def test_other_kinds_need_none(self, hoa):
        report = ReportFactory(in_progress=True)
        assert self.resolve(report, hoa).state == State.RESOLVED
