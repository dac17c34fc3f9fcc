"""What Lan does with her own report: other words at once, taking it back, taking her data out."""

import uuid
from datetime import timedelta

import pytest

from portal.common.moments import now, travel_to
from portal.common.references import new_reference
from portal.common.workflow import StepRefused
from portal.search.models import SearchDoc
from services.notifications.models import Message
from services.privacy.models import Tombstone
from services.reports import actions, erasure, own
from services.reports.models import Category, Photo, Rating, Report
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.factories import SECRET, ReportFactory, in_state
from tests.services.reports.sending import stored_files, upload

OTHER = "Đèn trước số 12 đường Hai Bà Trưng hư, gọi tôi 0912345678."

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh(lan):
    """Lan has sent it this minute, with two photos."""
    return ReportFactory(reporter=lan, created_at=now(), with_photos=True)


@pytest.fixture
def lans(client, lan):
    client.force_login(lan)
    return client


def page_of(report: Report, what: str) -> str:
    return f"{report.get_absolute_url()}{what}/"


def edited(**facts) -> dict:
    return {"description": OTHER, "address": "Số 12"} | facts


class TestEdit:
    def test_within_a_quarter_of_an_hour_lan_writes_other_words(self, lans, fresh, lan):
        answer = lans.post(page_of(fresh, "sua"), edited())
        assert answer.url == fresh.get_absolute_url()
        fresh.refresh_from_db()
        assert (fresh.description, fresh.address) == (OTHER, "Số 12")
        assert "0912345678" not in fresh.public_description
        assert "hai ba trung" in fresh.folded

    def test_what_stood_before_is_remembered_for_the_officers(self, lans, fresh, lan, minh):
        before = fresh.description
        lans.post(page_of(fresh, "sua"), edited())
        event = fresh.events.get(step="edit")
        assert (event.by, event.is_public, event.state) == (lan, False, State.SUBMITTED)
        assert before in event.note
        assert "Hai Bà Trưng" in event.note
        lans.force_login(minh)
        assert before not in lans.get(fresh.get_absolute_url()).content.decode()

    def test_photos_are_taken_away_and_added(self, lans, fresh, django_capture_on_commit_callbacks):
        first, second = fresh.photos.all()
        with django_capture_on_commit_callbacks(execute=True):
            lans.post(
                page_of(fresh, "sua"),
                edited(removed=[first.position], photos=upload(a_photo(80, 60))),
            )
        left = list(fresh.photos.all())
        assert left[0] == second
        assert (left[1].width, left[1].height) == (80, 60)
        assert not first.image.storage.exists(first.image.name)

    def test_five_photos_are_enough(self, lans, fresh):
        before = stored_files()
        photos = [upload(a_photo(64, 48)) for _ in range(4)]
        answer = lans.post(page_of(fresh, "sua"), edited(photos=photos))
        assert answer.status_code == 409
        assert "tối đa 5 ảnh" in answer.content.decode()
        assert fresh.photos.count() == 2
        assert stored_files() == before

    def test_the_form_holds_what_was_said_and_until_when(self, lans, fresh):
        page = lans.get(page_of(fresh, "sua")).content.decode()
        assert fresh.description in page
        assert page.count('name="removed"') == 2
        assert "Bạn sửa được đến" in page

    def test_too_few_words_are_asked_for_again(self, lans, fresh):
        answer = lans.post(page_of(fresh, "sua"), edited(description="hư"))
        assert answer.status_code == 422
        assert not fresh.events.exists()

    def test_after_a_quarter_of_an_hour_the_words_stay(self, lans, fresh):
        with travel_to(fresh.created_at + own.FRESH_FOR):
            answer = lans.post(page_of(fresh, "sua"), edited())
        assert answer.status_code == 409
        assert "15 phút" in answer.content.decode()
        assert Report.objects.get().description != OTHER

    def test_once_an_officer_received_it_the_words_stay(self, lans, fresh, hoa):
        actions.take_step(fresh, "receive", by=hoa)
        assert "Cán bộ đã đọc" in lans.get(page_of(fresh, "sua")).content.decode()
        with pytest.raises(StepRefused, match="đã đọc"):
            actions.edit_report(fresh, by=None, description=OTHER, address="")

    def test_the_officer_who_was_quicker_is_not_overtaken(self, fresh, hoa):
        stale = Report.objects.get(pk=fresh.pk)
        actions.take_step(fresh, "receive", by=hoa)
        with pytest.raises(StepRefused):
            actions.edit_report(stale, by=None, description=OTHER, address="")

    def test_sent_once_more_by_a_bad_signal_it_stays_the_changed_one(self, lamps, soc_trang):
        sent = {
            "category": Category.objects.get(code="CS01"),
            "description": "Đèn trước cổng chợ hư 3 đêm.",
            "commune": soc_trang,
            "submission_key": uuid.uuid4(),
        }
        report, _code = actions.submit_report(**sent)
        actions.edit_report(report, by=None, description=OTHER, address="")
        actions.submit_report(**sent)
        assert Report.objects.get().description == OTHER


class TestWithdraw:
    @pytest.mark.parametrize("state", ["submitted", "received", "in_progress", "waiting"])
    def test_lan_takes_it_back(self, lans, lan, state):
        report = in_state(state, reporter=lan)
        answer = lans.post(page_of(report, "rut"), {"note": "Đèn sáng lại rồi."})
        assert answer.url == report.get_absolute_url()
        report.refresh_from_db()
        assert report.state == State.WITHDRAWN
        assert report.events.get().by == lan
        assert Message.objects.filter(kind="reports/withdraw").exists()
        assert not SearchDoc.objects.exists()

    def test_why_is_for_the_officers(self, lans, lan, client, minh):
        report = ReportFactory(reporter=lan)
        lans.post(page_of(report, "rut"), {"note": "Chồng tôi sửa rồi."})
        client.force_login(minh)
        page = client.get(report.get_absolute_url()).content.decode()
        assert "Chồng tôi" not in page
        assert report.description not in page

    def test_it_asks_before(self, lans, lan):
        report = ReportFactory(reporter=lan)
        page = lans.get(page_of(report, "rut")).content.decode()
        assert "Đồng ý rút" in page
        report.refresh_from_db()
        assert report.state == State.SUBMITTED

    @pytest.mark.parametrize("state", ["resolved", "declined", "merged", "withdrawn"])
    def test_what_is_closed_is_not_taken_back(self, lans, lan, state):
        report = in_state(state, reporter=lan)
        answer = lans.post(page_of(report, "rut"), {})
        assert answer.status_code == 409
        assert "đã đóng" in answer.content.decode()

    def test_with_the_code_alone_too(self, client):
        report = ReportFactory()
        client.post(page_of(report, "mo"), {"bi_mat": SECRET})
        client.post(page_of(report, "rut"), {})
        report.refresh_from_db()
        assert report.state == State.WITHDRAWN


class TestRemove:
    def test_it_says_what_goes_and_what_stays_and_asks(self, lans, lan):
        page = lans.get(page_of(ReportFactory(reporter=lan), "xoa-du-lieu")).content.decode()
        assert "Xóa ngay" in page
        assert "sau khi đóng 30 ngày" in page
        assert Report.objects.get().contact_name

    def test_of_an_open_one_the_words_stay_without_her(self, client):
        report = ReportFactory(in_progress=True)
        client.post(page_of(report, "mo"), {"bi_mat": SECRET})
        client.post(page_of(report, "xoa-du-lieu"))
        report.refresh_from_db()
        assert (report.contact_name, report.contact_email, report.contact_phone) == ("", "", "")
        assert report.description
        assert Tombstone.objects.get().rule == erasure.SENDER_GONE

    def test_of_a_closed_one_everything_goes_but_what_is_counted(
        self, lans, lan, hoa, drain, django_capture_on_commit_callbacks
    ):
        report = in_state("resolved", reporter=lan, with_photos=True)
        report.events.create(step="edit", state="submitted", by=lan, note="Lời cũ", is_public=False)
        actions.judge(
            report, rater="reporter", number=1, is_satisfied=True, why="Sáng rồi", photos=[]
        )
        files = [photo.image for photo in report.photos.all()]
        with django_capture_on_commit_callbacks(execute=True):
            lans.post(page_of(report, "xoa-du-lieu"))
        report.refresh_from_db()
        assert report.is_erased
        assert not report.events.exclude(note="").exists()
        assert not report.events.filter(by=lan).exists()
        assert not Photo.objects.exists()
        assert not any(file.storage.exists(file.name) for file in files)
        assert list(Rating.objects.values_list("is_satisfied", "why")) == [(True, "")]

    def test_the_letters_about_it_are_forgotten_and_no_others(self, lans, lan, hoa, drain):
        mine, other = ReportFactory(reporter=lan), ReportFactory(reporter=lan)
        for report in (mine, other):
            actions.take_step(report, "receive", by=hoa)
        drain()
        lans.post(page_of(mine, "xoa-du-lieu"))
        told = Message.objects.filter(recipient="lan@example.vn")
        assert {message.matter for message in told} == {other.reference}
        assert not Message.objects.filter(matter=mine.reference, user=lan).exists()

    def test_afterwards_the_code_opens_nothing_in_any_browser(self, client):
        report = ReportFactory(private=True)
        there = client.__class__()
        for browser in (client, there):
            browser.post(page_of(report, "mo"), {"bi_mat": SECRET})
            assert browser.get(report.get_absolute_url()).status_code == 200
        client.post(page_of(report, "xoa-du-lieu"))
        assert client.post(page_of(report, "mo"), {"bi_mat": SECRET}).status_code == 403
        for browser in (client, there):
            assert browser.get(report.get_absolute_url()).status_code == 404

    def test_looking_does_nothing(self, client):
        report = ReportFactory()
        client.post(page_of(report, "mo"), {"bi_mat": SECRET})
        client.get(page_of(report, "xoa-du-lieu"))
        report.refresh_from_db()
        assert report.contact_name


@pytest.mark.parametrize("what", ["sua", "rut", "xoa-du-lieu", "danh-gia"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_minh_can_do_none_of_it(client, fresh, minh, what, method):
    client.force_login(minh)
    assert getattr(client, method)(page_of(fresh, what)).status_code == 404
    assert getattr(client, method)(f"/phan-anh/{new_reference('PA')}/{what}/").status_code == 404


@pytest.mark.parametrize("what", ["rut", "sua"])
def test_each_form_says_what_becomes_of_the_words(lans, fresh, what):
    assert "data-privacy-notice" in lans.get(page_of(fresh, what)).content.decode()


def test_only_what_is_possible_is_offered():
    def offered(report):
        return [choice["url"].split("/")[-2] for choice in own.choices(report)]

    assert offered(ReportFactory(created_at=now())) == ["sua", "rut", "xoa-du-lieu"]
    assert offered(ReportFactory(created_at=now() - timedelta(hours=1))) == ["rut", "xoa-du-lieu"]
    assert offered(in_state("resolved")) == ["danh-gia", "xoa-du-lieu"]
    assert offered(in_state("declined", description="")) == []
