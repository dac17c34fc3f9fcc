"""The page of a report: all for its sender, words once an officer read them, never a name."""

from datetime import datetime, timedelta

import pytest
import time_machine

from services.reports import actions
from services.reports.given import Refusal
from services.reports.models import Photo, Rating, Report
from services.reports.reasons import Reason
from services.reports.workflow import SHOWN, State
from tests.services.reports.factories import (
    SECRET,
    EventFactory,
    PhotoFactory,
    ReportFactory,
    in_state,
)
from tests.services.reports.following import follow

DUE = datetime.fromisoformat("2026-12-18T17:00:00+07:00")
WORDS = "tối thui"
NOT_FOUND = Refusal(Reason.NOT_FOUND)
PLACE = "Hai Bà Trưng"
PERSONAL = ["Trần Thị Lan", "lan@example.vn", "0912", "912345678", "Nguyễn Thị Hoa"]


def page_of(client, report) -> str:
    answer = client.get(report.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def claim(client, report) -> None:
    client.post("/tra-cuu/", {"ma": report.reference, "bi_mat": SECRET})


@pytest.mark.parametrize("state", State)
def test_words_and_place_show_once_an_officer_has_read_them(client, soc_trang_office, state):
    page = page_of(client, in_state(state, with_photos=True))
    assert (WORDS in page) == (PLACE in page) == ("/anh/0/" in page) == (state in SHOWN)
    assert "Phường Sóc Trăng" in page


@pytest.mark.parametrize("state", State)
def test_its_sender_always_reads_her_own_words(client, lan, state):
    client.force_login(lan)
    assert WORDS in page_of(client, in_state(state, reporter=lan))


def test_minh_cannot_read_lans_words_before_an_officer_did(client, lan, minh):
    client.force_login(minh)
    assert WORDS not in page_of(client, ReportFactory(reporter=lan))


@pytest.mark.parametrize("state", State)
def test_a_private_report_is_for_its_sender_and_the_officers_of_its_desk(
    client, lan, minh, hoa, dung, state
):
    report = in_state(state, private=True, reporter=lan)
    assert client.get(report.get_absolute_url()).status_code == 404
    for stranger in (minh, dung):
        client.force_login(stranger)
        assert client.get(report.get_absolute_url()).status_code == 404
    for concerned in (lan, hoa):
        client.force_login(concerned)
        assert WORDS in page_of(client, report)


def test_an_officer_who_has_not_shown_her_second_factor_is_nobody_there(client, hoa, settings):
    settings.STAFF_SECOND_FACTOR = True
    report = ReportFactory(private=True, received=True)
    client.force_login(hoa)
    assert client.get(report.get_absolute_url()).status_code == 404


def test_with_the_secret_code_it_opens_as_ones_own(client, db):
    report = ReportFactory(private=True)
    claim(client, report)
    assert WORDS in page_of(client, report)


def test_nothing_personal_is_ever_on_the_page(client, lan, hoa):
    report = ReportFactory(reporter=lan)
    for step in ("receive", "start"):
        actions.take_step(report, step, by=hoa)
    page = page_of(client, report)
    assert [word for word in PERSONAL if word in page] == []
    assert "UBND Phường Sóc Trăng" in page


def test_her_answer_is_for_the_officer_and_herself(client, lan, hoa):
    report = ReportFactory(reporter=lan, received=True)
    actions.take_step(report, "ask", by=hoa, note="Đèn số mấy?")
    actions.take_step(report, "supply", by=lan, note="Đèn thứ hai, cạnh nhà tôi.")
    assert "Đèn số mấy?" in page_of(client, report)
    assert "cạnh nhà tôi" not in page_of(client, report)
    client.force_login(lan)
    assert "cạnh nhà tôi" in page_of(client, report)


def test_what_officers_keep_among_themselves_is_told_to_nobody(client, lan, hoa):
    report = ReportFactory(reporter=lan, received=True)
    EventFactory(report=report, step="forward", by=hoa, note="Chuyển tổ điện", is_public=False)
    client.force_login(lan)
    assert "Chuyển tổ điện" not in page_of(client, report)


def test_an_officer_who_reports_stays_an_office_when_she_acts(client, hoa):
    report = ReportFactory(reporter=hoa)
    actions.take_step(report, "receive", by=hoa)
    client.force_login(hoa)
    assert "Hoa" not in page_of(client, report).split("<main")[1].split("</main>")[0]


def test_an_unknown_reference_is_not_found(client, db):
    assert client.get("/phan-anh/PA-7K3M-92/").status_code == 404


def test_a_reference_opens_in_small_letters(client, db):
    report = ReportFactory(received=True)
    assert client.get(report.get_absolute_url().lower()).status_code == 200


def test_overdue_is_said_in_a_word(client, db):
    assert "Quá hạn" in page_of(client, ReportFactory(received=True, overdue=True))
    assert "Quá hạn" not in page_of(client, ReportFactory(resolved=True, overdue=True))


def test_what_is_not_shown_asks_search_engines_to_stay_away(client, db):
    assert "noindex" in page_of(client, ReportFactory())
    assert "noindex" not in page_of(client, ReportFactory(received=True))


def test_it_reads_in_english_as_well(client, db):
    report = ReportFactory(received=True)
    page = client.get(f"/en{report.get_absolute_url()}").content.decode()
    assert "What has been done" in page


def test_words_are_words_and_not_html(client, db):
    page = page_of(client, ReportFactory(received=True, description="<script>alert(1)</script>"))
    assert "<script>alert" not in page


@pytest.mark.parametrize("events", [1, 12])
def test_its_page_asks_a_constant_few_questions(client, django_assert_num_queries, db, events):
    report = ReportFactory(received=True, with_photos=True)
    EventFactory.create_batch(events, report=report)
    for number in range(events):
        follow(report, email=f"a{number}@example.vn")
    with django_assert_num_queries(6):  # The report, photos, events, parts, calendar.
        page_of(client, report)


class TestWhereItStands:
    """In plain words, who holds it, and a date."""

    MONDAY = datetime.fromisoformat("2026-12-07T09:00:00+07:00")

    def promised(self, client, *, days: int, **facts) -> str:
        """The page of a report due so many days after Monday, read on Monday."""
        due = (self.MONDAY + timedelta(days=days)).replace(hour=17)
        with time_machine.travel(self.MONDAY, tick=False):
            return page_of(client, ReportFactory(due_at=due, **facts))

    @pytest.mark.parametrize(
        ("days", "sentence"),
        [
            (3, "Hẹn xong trước 10/12/2026 · còn 3 ngày làm việc"),
            (7, "Hẹn xong trước 14/12/2026 · còn 5 ngày làm việc"),
            (0, "Hẹn xong trong hôm nay, 07/12/2026"),
            (-4, "Hẹn xong trước 03/12/2026 · trễ 2 ngày làm việc"),
        ],
    )
    def test_by_when(self, client, db, days, sentence):
        page = self.promised(client, days=days, in_progress=True)
        assert sentence in page
        assert "UBND Phường Sóc Trăng đang xử lý." in page

    def test_what_became_late_this_very_evening(self, client, db):
        with time_machine.travel(self.MONDAY.replace(hour=18), tick=False):
            due = self.MONDAY.replace(hour=17)
            page = page_of(client, ReportFactory(received=True, due_at=due))
        assert "Hẹn xong trước 07/12/2026 · vừa quá hẹn" in page

    def test_while_an_answer_is_awaited_the_date_stands_still(self, client, db, lan):
        facts = {"waiting": True, "paused_at": self.MONDAY - timedelta(days=3), "reporter": lan}
        page = self.promised(client, days=-1, **facts)
        assert "Đang chờ người gửi bổ sung, thời hạn tạm dừng từ 04/12/2026" in page
        assert "Quá hạn" not in page
        client.force_login(lan)
        page = self.promised(client, days=-1, **facts)
        assert "Đang chờ bạn bổ sung, thời hạn tạm dừng từ 04/12/2026" in page

    @pytest.mark.parametrize(("days", "said"), [(1, "đúng hẹn"), (-1, "trễ hẹn")])
    def test_what_is_done_says_whether_it_was_in_time(self, client, db, days, said):
        page = self.promised(client, days=days, resolved=True, closed_at=self.MONDAY)
        assert f"Xong ngày 07/12/2026, {said}" in page

    @pytest.mark.parametrize("state", State)
    def test_every_state_is_said_in_a_sentence(self, client, db, state):
        assert '<p class="lead">' in page_of(client, in_state(state))


class TestTheTimeline:
    def test_every_pause_and_every_new_date_stands_there_with_its_reason(
        self, client, lan, hoa, db
    ):
        report = ReportFactory(reporter=lan, received=True)
        EventFactory(
            report=report, step="extend", state=State.RECEIVED, note="Chờ vật tư.", due_at=DUE
        )
        actions.take_step(report, "ask", by=hoa, note="Đèn số mấy?")
        actions.take_step(report, "supply", by=lan, note="Nhà tôi số 12.")
        page = page_of(client, report)
        assert "Chờ vật tư." in page
        assert "Hẹn mới: 18/12/2026" in page
        assert "Thời hạn tạm dừng cho đến khi có câu trả lời." in page
        assert "Nhà tôi số 12." not in page

    def test_that_it_is_open_again_shows_and_not_what_was_said(self, client, lan):
        report = ReportFactory(in_progress=True, reporter=lan)
        EventFactory(
            report=report,
            step="object",
            state=State.IN_PROGRESS,
            note="Trước nhà bà Năm.",
            is_public=False,
        )
        for reader in (None, lan):
            if reader:
                client.force_login(reader)
            page = page_of(client, report)
            assert "Mở lại vì chưa xong" in page
            assert "Trước nhà bà Năm." not in page


class TestWhatIsPublic:
    SAID = "Đèn trước cổng chợ tối thui. Gọi tôi 0912 345 678."
    ASKED = ({"code": "POLE", "label": "Số trụ đèn", "answer": "T12, gọi 0912 345 678"},)

    @pytest.fixture
    def report(self, lan):
        facts = {"description": self.SAID, "address": "Số 5, hỏi 0912 345 678"}
        return ReportFactory(received=True, reporter=lan, answers=list(self.ASKED), **facts)

    def test_numbers_stand_nowhere_for_others(self, client, report):
        page = page_of(client, report)
        assert "Số trụ đèn" in page
        assert "T12" in page
        assert "0912" not in page
        assert "•••••" in page

    def test_its_sender_reads_her_own_words_and_what_others_do_not(self, client, report, lan):
        client.force_login(lan)
        page = page_of(client, report)
        assert self.SAID in page
        assert "Người khác chỉ thấy dấu chấm ở chỗ đó." in page

    def test_answers_wait_for_an_officer_as_words_do(self, client, db):
        report = ReportFactory(answers=list(self.ASKED))
        assert "T12" not in page_of(client, report)

    def test_what_is_handed_on_tells_nothing_of_what_was_written(self, client, report):
        head = page_of(client, report).split("</head>")[0]
        assert 'property="og:title" content="Đèn đường không sáng – Phường Sóc Trăng"' in head
        assert 'property="og:description"' in head
        assert WORDS not in head
        assert (
            f'property="og:url" content="http://127.0.0.1:8000{report.get_absolute_url()}"' in head
        )

    def test_a_private_one_is_not_handed_on(self, client, lan):
        report = ReportFactory(private=True, received=True, reporter=lan)
        client.force_login(lan)
        page = page_of(client, report)
        assert "og:title" not in page
        assert "data-share" not in page

    def test_without_scripts_the_address_is_a_link(self, client, report):
        assert f'href="http://127.0.0.1:8000{report.get_absolute_url()}"' in page_of(client, report)


class TestPhotos:
    def test_before_and_after_stand_side_by_side_and_say_which(self, client, db):
        report = ReportFactory(resolved=True)
        PhotoFactory(report=report)
        PhotoFactory(report=report, kind=Photo.Kind.AFTER)
        page = page_of(client, report)
        assert page.count("albums__one--pair") == 2
        assert "Lúc phản ánh, ảnh 1: mở lớn" in page
        assert "Sau khi xử lý, ảnh 1: mở lớn" in page

    def test_what_waits_for_an_officer_is_seen_by_officers_alone(self, client, lan, hoa):
        report = ReportFactory(received=True, reporter=lan)
        waiting = PhotoFactory(report=report, kind=Photo.Kind.JOINED, is_shown=False)
        address = f"{report.get_absolute_url()}anh/{waiting.position}/"
        for reader in (None, lan):
            if reader:
                client.force_login(reader)
            assert address not in page_of(client, report)
            assert client.get(address).status_code == 404
        client.force_login(hoa)
        assert client.get(address).getvalue()

    def test_the_twelfth_photo_opens_as_well(self, client, db):
        report = ReportFactory(received=True)
        PhotoFactory(report=report, position=11)
        assert client.get(f"{report.get_absolute_url()}anh/11/").getvalue()


def test_what_was_done_shows_how_many_are_satisfied(client, db):
    report = ReportFactory(resolved=True)
    EventFactory(report=report, step="resolve", state=State.RESOLVED)
    for number in range(3):
        facts = {"rater": f"follow-{number}", "is_satisfied": number < 2}
        Rating.objects.create(report=report, round=1, **facts)
    page = page_of(client, report)
    assert "Người dân đánh giá" in page
    assert 'class="satisfaction"' in page


class TestAnswering:
    """The officer asked; only the sender is offered a box, and her words are kept."""

    @pytest.fixture
    def asked(self, lan, hoa):
        report = ReportFactory(reporter=lan, received=True)
        return actions.take_step(report, "ask", by=hoa, note="Đèn số mấy?")

    def send(self, client, report, note):
        return client.post(f"{report.get_absolute_url()}tra-loi/", {"note": note})

    def test_the_box_is_there_for_the_sender_alone(self, client, asked, lan, minh):
        client.force_login(minh)
        assert "Gửi câu trả lời" not in page_of(client, asked)
        client.force_login(lan)
        assert "Gửi câu trả lời" in page_of(client, asked)

    def test_her_answer_moves_the_report_on(self, client, asked, lan):
        client.force_login(lan)
        page = client.post(
            f"{asked.get_absolute_url()}tra-loi/", {"note": "Đèn thứ hai."}, follow=True
        )
        asked.refresh_from_db()
        assert asked.state == State.IN_PROGRESS
        assert asked.events.last().by == lan
        assert "Cán bộ đã nhận câu trả lời" in page.content.decode()

    def test_with_the_code_alone_nobody_is_named(self, client, asked, minh):
        claim(client, asked)
        client.force_login(minh)
        claim(client, asked)
        self.send(client, asked, "Đèn thứ hai.")
        assert asked.events.last().by is None

    def test_a_stranger_may_not_answer(self, client, asked, minh):
        client.force_login(minh)
        assert self.send(client, asked, "Tôi không biết.").status_code == 404

    def test_an_empty_answer_is_asked_for_again(self, client, asked, lan):
        client.force_login(lan)
        answer = self.send(client, asked, " ")
        assert answer.status_code == 422
        assert "Bạn viết câu trả lời trước đã" in answer.content.decode()

    def test_a_long_answer_is_kept_while_it_is_shortened(self, client, asked, lan):
        client.force_login(lan)
        answer = self.send(client, asked, "đèn " * 600)
        assert answer.status_code == 422
        assert "đèn đèn đèn" in answer.content.decode()

    def test_when_it_is_too_late_a_sentence_says_so_and_words_are_kept(
        self, client, asked, lan, hoa
    ):
        actions.take_step(asked, "decline", by=hoa, note="Trùng.", reason=NOT_FOUND)
        client.force_login(lan)
        answer = self.send(client, asked, "Đèn thứ hai.")
        assert answer.status_code == 409
        assert "không còn chờ câu trả lời này" in answer.content.decode()
        assert "Đèn thứ hai." in answer.content.decode()
        assert Report.objects.get().state == State.DECLINED
