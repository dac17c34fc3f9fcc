"""The page of a report: all for its sender, words once an officer read them, never a name."""

import pytest

from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import SHOWN, State
from tests.services.reports.factories import SECRET, EventFactory, ReportFactory, in_state

WORDS = "tối thui"
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
def test_a_private_report_does_not_exist_for_others(client, lan, minh, hoa, state):
    report = in_state(state, private=True, reporter=lan)
    assert client.get(report.get_absolute_url()).status_code == 404
    for stranger in (minh, hoa):  # Hoa reads it on her desk.
        client.force_login(stranger)
        assert client.get(report.get_absolute_url()).status_code == 404
    client.force_login(lan)
    assert WORDS in page_of(client, report)


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
    with django_assert_num_queries(3):
        page_of(client, report)


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
        actions.take_step(asked, "decline", by=hoa, note="Trùng.")
        client.force_login(lan)
        answer = self.send(client, asked, "Đèn thứ hai.")
        assert answer.status_code == 409
        assert "Không thể" in answer.content.decode()
        assert "Đèn thứ hai." in answer.content.decode()
        assert Report.objects.get().state == State.DECLINED
