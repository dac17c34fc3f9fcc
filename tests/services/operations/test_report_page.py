"""What Hoa reads on a report's page and does there, besides taking its steps."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now, today
from portal.workdays.calendar import add_working_days
from services.privacy.models import Look
from services.reports import actions
from services.reports.models import Photo, Report
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.factories import (
    EventFactory,
    PhotoFactory,
    RatingFactory,
    ReportFactory,
    in_state,
)

JPEG = b"\xff\xd8"
NOTE = "Đã thay bóng đèn."
PHONE = "0912 345 678"
WORDS = f"Đèn hư ba đêm nay, gọi tôi số {PHONE} nhé."
MASKED = "Đèn hư ba đêm nay, gọi tôi số ••••• nhé."


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def page_of(report) -> str:
    return f"/quan-tri/phan-anh/{report.reference}/"


def read(client, report) -> str:
    return client.get(page_of(report)).content.decode()


def opened(client, photo) -> int:
    """What whoever opens the picture itself is answered."""
    answer = client.get(f"/phan-anh/{photo.report.reference}/anh/{photo.position}/")
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(JPEG)
    return answer.status_code


def picture(name: str = "IMG_GPS_Tran_Thi_Lan.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_photo(64, 48), content_type="image/jpeg")


class TestPhotosOfWhatWasDone:
    def test_they_come_with_the_step(self, desk, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        report = ReportFactory(in_progress=True)
        sent = {"step": "resolve", "note": NOTE, "photos": [picture(), picture("b.jpg")]}
        assert desk.post(f"{page_of(report)}buoc/", sent).status_code == 302
        photos = report.photos.all()
        assert [(photo.kind, photo.is_shown) for photo in photos] == [("after", True)] * 2
        assert "Lan" not in "".join(photo.image.name for photo in photos)
        html = read(desk, report)
        assert "Sau khi xử lý" in html
        assert f"/phan-anh/{report.reference}/anh/1/" in html

    def test_what_is_no_photo_is_named_and_no_step_is_taken(self, desk):
        report = ReportFactory(in_progress=True)
        broken = SimpleUploadedFile("a.jpg", b"no photo", content_type="image/jpeg")
        sent = {"step": "resolve", "note": NOTE, "photos": broken}
        answer = desk.post(f"{page_of(report)}buoc/", sent)
        assert answer.status_code == 422
        assert "photos" in answer.context["form"].errors
        report.refresh_from_db()
        assert report.state == State.IN_PROGRESS


class TestPhotosThatWait:
    @pytest.fixture
    def waiting(self, db, settings, tmp_path) -> Photo:
        """Somebody who saw the lamp too has added a picture."""
        settings.MEDIA_ROOT = tmp_path
        return PhotoFactory(report__received=True, kind=Photo.Kind.JOINED, is_shown=False)

    def decide(self, client, photo, what):
        return client.post(f"{page_of(photo.report)}anh/{photo.position}/{what}/")

    def test_hoa_sees_them_with_what_she_may_do(self, desk, waiting):
        html = read(desk, waiting.report)
        assert "Cho mọi người xem" in html
        assert opened(desk, waiting) == 200

    def test_nobody_else_sees_them_before(self, client, waiting):
        assert opened(client, waiting) == 404
        assert "/anh/0/" not in client.get(waiting.report.get_absolute_url()).content.decode()

    def test_she_lets_everyone_see(self, desk, hoa, waiting):
        assert self.decide(desk, waiting, "cho-xem").url == page_of(waiting.report)
        waiting.refresh_from_db()
        assert waiting.is_shown
        event = waiting.report.events.get()
        assert (event.step, event.by, event.is_public) == ("show_photo", hoa, False)
        desk.logout()
        assert opened(desk, waiting) == 200

    def test_she_takes_it_away_with_its_file(
        self, desk, hoa, waiting, django_capture_on_commit_callbacks
    ):
        storage, name = waiting.image.storage, waiting.image.name
        with django_capture_on_commit_callbacks(execute=True):
            self.decide(desk, waiting, "xoa")
        assert not Photo.objects.exists()
        assert not storage.exists(name)
        event = waiting.report.events.get()
        assert (event.step, event.by, event.is_public) == ("delete_photo", hoa, False)
        assert "Đã xóa một ảnh" in read(desk, waiting.report)

    @pytest.mark.parametrize("what", ["cho-xem", "xoa"])
    def test_what_is_decided_is_not_decided_again(self, desk, waiting, what):
        self.decide(desk, waiting, "cho-xem")
        again = desk.post(f"{page_of(waiting.report)}anh/0/{what}/", follow=True)
        assert "không còn chờ" in again.content.decode()
        assert Photo.objects.get().is_shown
        assert waiting.report.events.count() == 1

    @pytest.mark.parametrize("what", ["cho-xem", "xoa"])
    def test_dung_may_not_nor_an_auditor(self, client, dung, minh, soc_trang_office, waiting, what):
        join(minh, soc_trang_office, Role.AUDITOR)
        for person, status in ((dung, 404), (minh, 302)):
            client.force_login(person)
            assert self.decide(client, waiting, what).status_code == status
        waiting.refresh_from_db()
        assert not waiting.is_shown
        assert "Cho mọi người xem" not in read(client, waiting.report)

    def test_what_the_sender_gave_is_not_taken_away_here(self, desk):
        own = PhotoFactory()
        self.decide(desk, own, "xoa")
        assert Photo.objects.get() == own

    def test_reminders_still_know_the_question(self, desk, hoa, waiting):
        """A picture shown while Lan is asked is no question to her."""
        report = actions.take_step(waiting.report, "ask", by=hoa, note="Trụ số mấy?")
        self.decide(desk, waiting, "cho-xem")
        assert report.events.filter(step="ask").count() == 1
        assert report.events.last().state == State.WAITING


class TestTheWordsAsTheyWereWritten:
    @pytest.fixture
    def report(self, lan) -> Report:
        answers = [{"code": "tru", "label": "Số trụ đèn?", "answer": f"Trụ 12, hỏi {PHONE}"}]
        return ReportFactory(description=WORDS, answers=answers, reporter=lan, contact_phone="")

    def original(self, client, report):
        return client.post(f"{page_of(report)}nguyen-van/")

    def test_the_page_shows_them_masked(self, desk, report):
        html = read(desk, report)
        assert MASKED in html
        assert "Số trụ đèn?" in html
        assert "Trụ 12" in html
        assert PHONE not in html
        assert not Look.objects.filter(what=Look.What.WORDS).exists()

    def test_they_are_shown_once_when_asked_for_and_that_is_remembered(
        self, desk, report, hoa, lan
    ):
        html = self.original(desk, report).content.decode()
        assert WORDS in html
        assert f"hỏi {PHONE}" in html
        look = Look.objects.get(what=Look.What.WORDS)
        assert (look.about, look.by, look.subject) == (report.reference, hoa, lan)
        assert PHONE not in read(desk, report)

    def test_lan_reads_that_somebody_looked(self, client, desk, report, lan):
        self.original(desk, report)
        client.force_login(lan)
        html = client.get("/tai-khoan/du-lieu/ai-da-xem/").content.decode()
        assert "Nguyên văn lời đã viết" in html

    def test_without_anything_personal_there_is_no_button(self, desk):
        plain = ReportFactory()
        assert "nguyen-van" not in read(desk, plain)
        assert "tối thui" in read(desk, plain)

    def test_they_are_never_shown_by_looking(self, desk, report):
        assert desk.get(f"{page_of(report)}nguyen-van/").status_code == 405

    def test_who_may_not_know_people_does_not_read_them(
        self, client, minh, dung, soc_trang_office, report
    ):
        join(minh, soc_trang_office, Role.AUDITOR)
        for person in (minh, dung):
            client.force_login(person)
            answer = self.original(client, report)
            assert answer.status_code in {302, 404}
        assert not Look.objects.exists()
        client.force_login(minh)
        assert "nguyen-van" not in read(client, report)

    def test_the_list_masks_the_place_too(self, desk):
        ReportFactory(address=f"Hẻm 5, hỏi {PHONE}")
        html = desk.get("/quan-tri/phan-anh/").content.decode()
        assert "Hẻm 5" in html
        assert PHONE not in html


class TestMoreTime:
    def ask(self, client, report, until: date | str, note="Chờ vật tư."):
        day = until.isoformat() if isinstance(until, date) else until
        return client.post(f"{page_of(report)}gia-han/", {"extend-until": day, "extend-note": note})

    def a_day(self, working_days: int = 8) -> date:
        return add_working_days(today() + timedelta(days=4), working_days)

    def test_hoa_promises_another_day(self, desk):
        report = ReportFactory(in_progress=True)
        until = self.a_day()
        assert self.ask(desk, report, until).url == page_of(report)
        report.refresh_from_db()
        assert timezone.localdate(report.due_at) == until
        html = read(desk, report)
        assert f"Hẹn mới: {until:%d/%m/%Y}" in html
        assert "Gia hạn" in html
        assert "gia-han" not in html

    def test_a_day_written_by_hand_is_read(self, desk):
        report = ReportFactory(in_progress=True)
        self.ask(desk, report, f"{self.a_day():%d/%m/%Y}")
        assert report.events.get().step == "extend"

    @pytest.mark.parametrize(
        ("until", "note", "field"),
        [("", "Chờ.", "until"), ("hôm nào", "Chờ.", "until"), ("2031-01-02", "", "note")],
    )
    def test_what_is_missing_is_asked_for_beside_it(self, desk, until, note, field):
        report = ReportFactory(in_progress=True)
        answer = self.ask(desk, report, until, note)
        assert answer.status_code == 422
        assert list(answer.context["extension"].errors) == [field]
        assert not report.events.exists()

    def test_a_day_that_cannot_be_is_refused_and_the_words_are_kept(self, desk):
        report = ReportFactory(in_progress=True)
        answer = self.ask(desk, report, today() - timedelta(days=1))
        assert answer.status_code == 409
        html = answer.content.decode()
        assert "Bạn chọn một ngày làm việc sau" in html
        assert "Chờ vật tư." in html

    @pytest.mark.parametrize("state", State)
    def test_it_is_offered_only_while_it_is_open(self, desk, state):
        report = in_state(state)
        assert ("gia-han" in read(desk, report)) == report.is_open

    def test_a_second_time_is_refused_with_a_sentence(self, desk):
        report = ReportFactory(in_progress=True)
        self.ask(desk, report, self.a_day())
        answer = self.ask(desk, report, self.a_day(12))
        assert (answer.status_code, answer.url) == (302, page_of(report))
        assert "không gia hạn được" in read(desk, report)
        assert report.events.count() == 1

    def test_an_auditor_is_not_asked(self, client, minh, soc_trang_office):
        join(minh, soc_trang_office, Role.AUDITOR)
        client.force_login(minh)
        report = ReportFactory(in_progress=True)
        assert "gia-han" not in read(client, report)
        self.ask(client, report, self.a_day())
        assert not report.events.exists()


class TestWhatElseIsKnown:
    def test_how_exact_the_pin_is_and_who_saw_it_too(self, desk, lan, minh):
        report = ReportFactory(accuracy_m=12)
        report.follows.create(user=lan, saw_it_too=True, confirmed_at=now())
        report.follows.create(user=minh, saw_it_too=True, confirmed_at=now())
        report.follows.create(email="chua@example.vn", saw_it_too=True)
        html = read(desk, report)
        assert "± 12 m" in html
        assert "2 người" in html
        assert "chua@example.vn" not in html

    def test_since_when_the_clock_stands_still(self, desk, hoa):
        report = actions.take_step(
            ReportFactory(in_progress=True), "ask", by=hoa, note="Trụ số mấy?"
        )
        assert "Tạm dừng tính hạn từ" in read(desk, report)

    def test_what_residents_think_and_why(self, desk):
        report = ReportFactory(resolved=True)
        RatingFactory(report=report, rater="reporter", is_satisfied=False, why="Vẫn còn tối.")
        RatingFactory(report=report, why="Sáng rồi.")
        html = read(desk, report)
        for words in ("Chưa hài lòng", "Vẫn còn tối.", "Người gửi", "Sáng rồi."):
            assert words in html

    def test_that_residents_are_not_satisfied_for_the_second_time(self, desk):
        report = ReportFactory(in_progress=True)
        mark = "Người dân không hài lòng lần hai"
        assert mark not in read(desk, report)
        EventFactory(report=report, step="escalate", state=State.RESOLVED, is_public=False)
        assert mark in read(desk, report)

    def test_what_was_withdrawn_lies_with_what_is_closed(self, desk):
        gone = ReportFactory(withdrawn=True)
        listed = desk.get("/quan-tri/phan-anh/", {"view": "closed"})
        assert list(listed.context["page_obj"]) == [gone]
        assert "Người gửi đã rút" in listed.content.decode()
