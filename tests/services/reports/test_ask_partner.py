"""The power company is asked about a lamp: by a link of its own, without account, once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.common.moments import today
from portal.common.uploads import clean_photos
from portal.common.workflow import StepRefused
from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, erasure, partner_links, partner_reminders
from services.reports.actions.partners import Helper
from services.reports.given import Refusal
from services.reports.models import PartnerRequest, Photo, Report
from services.reports.reasons import Reason
from services.reports.workflow import IN_HAND, State
from tests.pictures import a_photo
from tests.services.reports.asking import POWER, QUESTION, TOLD, ask, in_days
from tests.services.reports.factories import ReportFactory, in_state
from tests.services.reports.sending import stored_files, upload

ANSWER = "Đã thay cầu chì tại trụ số 12."
DONE = {"outcome": "done", "answer": ANSWER}
CANNOT = {"outcome": "cannot", "answer": "Trụ này do phường quản lý."}
OF_LAN = ("Trần Thị Lan", "lan@example.vn", "0912", "912345678")

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(hoa) -> PartnerRequest:
    return ask(hoa)


def link(asked: PartnerRequest) -> str:
    return partner_links.path(asked)


def state_of(asked: PartnerRequest) -> str:
    return Report.objects.get(pk=asked.report_id).state


def letters(kind: str = "reports/partner_asked") -> list[Message]:
    return list(Message.objects.filter(kind=kind))


class TestAsking:
    def test_the_report_waits_and_its_own_clock_runs_on(self, asked):
        report = Report.objects.get()
        assert (report.state, report.paused_at) == (State.PARTNER, None)
        event = report.events.get(step="ask_partner")
        assert (event.note, event.details) == (TOLD, {"partner": POWER.name})

    def test_the_letter_says_what_is_needed_and_nothing_of_lan(self, asked):
        (letter,) = letters()
        text = texts.render(letter.kind, letter.facts, letter.language)
        assert letter.recipient == POWER.email
        for said in (QUESTION, POWER.name, f"http://127.0.0.1:8000{link(asked)}"):
            assert said in text.body
        assert [word for word in OF_LAN if word in text.body + text.subject] == []

    def test_lan_hears_which_body_helps(self, client, asked):
        letter = Message.objects.get(kind="reports/ask_partner")
        body = texts.render(letter.kind, letter.facts, letter.language).body
        assert f"Đơn vị phối hợp: {POWER.name}" in body
        assert QUESTION not in body
        page = client.get(asked.report.get_absolute_url()).content.decode()
        assert POWER.name in page
        assert QUESTION not in page

    @pytest.mark.parametrize("state", State)
    def test_it_is_asked_where_the_table_says_and_nowhere_else(self, hoa, state):
        report = in_state(state)
        if state in IN_HAND:
            assert ask(hoa, report).standing == "open"
        else:
            with pytest.raises(StepRefused):
                ask(hoa, report)

    def test_dung_asks_nobody_about_hoas_report(self, dung, soc_trang_office):
        with pytest.raises(StepRefused, match="không có quyền"):
            ask(dung)
        assert not Message.objects.exists()

    @pytest.mark.parametrize("days", [-1, 0, 61])
    def test_the_day_lies_ahead_and_not_too_far(self, hoa, days):
        told = {"question": QUESTION, "due_on": today() + timedelta(days=days), "note": TOLD}
        with pytest.raises(StepRefused, match="ngày làm việc"):
            actions.ask_partner(ReportFactory(in_progress=True), POWER, by=hoa, **told)

    @pytest.mark.parametrize("helper", [Helper("", POWER.email), Helper(POWER.name, "")])
    def test_nobody_is_no_partner(self, hoa, helper):
        with pytest.raises(StepRefused):
            ask(hoa, helper=helper)

    def test_who_decides_by_an_old_page_is_told_what_changed(self, hoa, ha):
        report = ReportFactory()
        seen = actions.take_step(report, "receive", by=hoa).head
        actions.take_step(report, "start", by=ha)
        told = {"question": QUESTION, "due_on": in_days(2), "note": TOLD}
        with pytest.raises(StepRefused, match="Phạm Thu Hà"):
            actions.ask_partner(report, POWER, by=hoa, seen=seen, **told)

    def test_the_database_knows_one_open_request_at_a_time(self, asked, hoa):
        facts = {"name": "Cấp nước", "email": "n@example.vn", "question": "?", "due_on": today()}
        with pytest.raises(IntegrityError), transaction.atomic():
            PartnerRequest.objects.create(report=asked.report, by=hoa, **facts)

    def test_a_name_breaks_no_letter(self, hoa, drain, mailoutbox):
        tricky = Helper("Điện lực\r\nBcc: ai-do@example.vn", POWER.email)
        ask(hoa, helper=tricky)
        drain()
        sent = next(mail for mail in mailoutbox if mail.to == [POWER.email])
        assert sent.recipients() == [POWER.email]
        assert "\n" not in sent.subject
        assert "Bcc" not in sent.message()


class TestItsPage:
    def test_it_shows_what_is_needed_and_nothing_of_lan(self, client, hoa):
        report = ReportFactory(in_progress=True, description="Đèn hư, gọi 0912345678.")
        page = client.get(link(ask(hoa, report))).content.decode()
        for said in (QUESTION, POWER.name, report.reference, report.category.name, "noindex"):
            assert said in page
        assert [word for word in OF_LAN if word in page] == []
        assert "openstreetmap.org" in page

    def test_of_a_private_report_it_shows_only_kind_and_commune(self, client, hoa):
        report = ReportFactory(in_progress=True, private=True, with_photos=True)
        page = client.get(link(ask(hoa, report))).content.decode()
        assert report.commune.name in page
        for hidden in (report.description, report.address, "/anh/", "openstreetmap"):
            assert hidden not in page

    def test_it_needs_no_session_and_stays_in_no_cache(self, client, settings, asked):
        answer = client.get(link(asked))
        assert settings.SESSION_COOKIE_NAME not in answer.cookies
        assert "no-store" in answer["Cache-Control"]

    def test_it_is_vietnamese_whatever_the_address_says(self, client, asked):
        assert "Nội dung cần phối hợp" in client.get(f"/en{link(asked)}").content.decode()

    def test_looking_changes_nothing(self, client, asked):
        for method in (client.get, client.head):
            assert method(link(asked)).status_code == 200
        assert state_of(asked) == State.PARTNER

    def test_the_link_of_one_report_does_not_open_another(self, client, asked, hoa):
        other = ask(hoa, ReportFactory(in_progress=True, description="Cột điện nghiêng."))
        page = client.get(link(asked)).content.decode()
        assert other.report.reference not in page
        assert "Cột điện nghiêng." not in page
        client.post(link(asked), DONE)
        assert (state_of(asked), state_of(other)) == (State.IN_PROGRESS, State.PARTNER)


class TestAnswering:
    def test_the_officer_finds_answer_and_photos_waiting(self, client, asked):
        photos = {"before": upload(a_photo(9, 9)), "after": upload(a_photo(8, 8))}
        assert client.post(link(asked), DONE | photos).url == link(asked)
        asked = PartnerRequest.objects.get()
        assert (asked.standing, asked.is_done, asked.answer) == ("answered", True, ANSWER)
        assert state_of(asked) == State.IN_PROGRESS
        kept = [(photo.kind, photo.is_shown) for photo in asked.report.photos.all()]
        assert kept == [(Photo.Kind.PARTNER_BEFORE, False), (Photo.Kind.PARTNER_AFTER, False)]
        event = asked.report.events.get(step="partner_answers")
        assert (event.note, event.by, event.is_public) == (ANSWER, None, False)

    def test_nobody_else_sees_answer_or_photos(self, client, asked):
        client.post(link(asked), DONE | {"after": upload(a_photo())})
        page = client.get(asked.report.get_absolute_url()).content.decode()
        assert ANSWER not in page
        photo = Photo.objects.get()
        address = f"/phan-anh/{asked.report.reference}/anh/{photo.position}/"
        assert client.get(address).status_code == 404

    def test_it_may_say_that_it_cannot(self, client, asked):
        client.post(link(asked), CANNOT)
        event = asked.report.events.get(step="partner_answers")
        assert event.details == {"partner": POWER.name, "done": False}

    @pytest.mark.parametrize("told", [{}, {"outcome": "done"}, {"answer": ANSWER}])
    def test_what_is_missing_is_asked_for(self, client, asked, told):
        assert client.post(link(asked), told).status_code == 422
        assert state_of(asked) == State.PARTNER

    def test_posted_twice_it_is_one_answer(self, client, asked):
        client.post(link(asked), DONE)
        again = client.post(link(asked), CANNOT)
        assert again.status_code == 200
        assert "Đã nhận trả lời" in again.content.decode()
        assert PartnerRequest.objects.get().is_done
        assert asked.report.events.filter(step="partner_answers").count() == 1

    def test_no_file_stays_of_a_refused_answer(self, asked, hoa):
        actions.take_step(asked.report, "recall", by=hoa, note="Tự làm.")
        photos, before = clean_photos([upload(a_photo())]), stored_files()
        with pytest.raises(StepRefused):
            actions.partner_answers(asked, is_done=True, answer=ANSWER, after=photos)
        assert stored_files() == before


class TestTheEndOfALink:
    def over(self, client, address: str) -> bytes:
        answer = client.post(address, DONE)
        assert answer.status_code == 404
        return answer.content.split(b"<main")[1].split(b"</main>")[0]

    def test_recalled_closed_made_up_all_look_alike(self, client, hoa):
        recalled, closed = ask(hoa), ask(hoa)
        actions.take_step(recalled.report, "recall", by=hoa, note="Tự làm.")
        reason = Refusal(Reason.NOT_FOUND)
        actions.take_step(closed.report, "decline", by=hoa, note="Không có.", reason=reason)
        pages = {self.over(client, link(recalled)), self.over(client, link(closed))}
        for token in ("abc", "999999:abc", link(closed).split("/")[-2] + "x"):
            pages.add(self.over(client, f"/phan-anh/phoi-hop/{token}/"))
        assert len(pages) == 1
        assert "không còn dùng được" in pages.pop().decode()

    def test_the_partner_is_told_that_nobody_waits(self, asked, hoa):
        actions.take_step(asked.report, "recall", by=hoa, note="Tự làm.")
        assert PartnerRequest.objects.get().standing == "recalled"
        (letter,) = letters("reports/partner_called_off")
        assert letter.recipient == POWER.email

    def test_asked_anew_only_the_new_link_holds(self, client, asked, hoa):
        report = asked.report
        actions.take_step(report, "recall", by=hoa, note="Hỏi lại.")
        again = ask(hoa, report)
        self.over(client, link(asked))
        assert client.get(link(again)).status_code == 200

    def test_closed_and_open_again_an_old_link_does_not_come_back(self, client, asked, hoa):
        report, reason = asked.report, Refusal(Reason.NOT_FOUND)
        actions.take_step(report, "decline", by=hoa, note="Không có.", reason=reason)
        assert PartnerRequest.objects.get().standing == "expired"
        actions.take_step(report, "reopen", by=hoa, note="Có thật.")
        again = ask(hoa, report)
        self.over(client, link(asked))
        assert client.get(link(again)).status_code == 200


class TestReminders:
    """Asked on Thursday 19 November for Wednesday the 25th; the 24th is a public holiday."""

    @pytest.fixture(autouse=True)
    def thursday(self, db):
        call_command("load_calendar", verbosity=0)
        with time_machine.travel("2026-11-19T10:00:00+07:00", tick=False):
            yield

    @pytest.fixture
    def asked(self, thursday, hoa):
        return ask(hoa, days=3)

    def reminded(self, day: int) -> int:
        with time_machine.travel(f"2026-11-{day}T08:10:00+07:00", tick=False):
            return partner_reminders.remind_partners()

    def test_a_working_day_before_and_once_when_late(self, asked):
        assert f"{asked.due_on}" == "2026-11-25"
        days = [day for day in range(20, 31) if self.reminded(day)]
        assert days == [23, 26]
        assert len(letters("reports/partner_due")) == len(letters("reports/partner_late")) == 1

    def test_who_has_answered_is_left_alone(self, asked):
        actions.partner_answers(asked, is_done=True, answer=ANSWER)
        assert [day for day in range(20, 31) if self.reminded(day)] == []

    def test_of_what_was_closed_nobody_is_reminded(self, asked, hoa):
        reason = Refusal(Reason.NOT_FOUND)
        actions.take_step(asked.report, "decline", by=hoa, note="Không có.", reason=reason)
        assert [day for day in range(20, 31) if self.reminded(day)] == []


def test_when_the_report_is_erased_so_is_what_was_asked_and_answered(asked, hoa):
    actions.partner_answers(asked, is_done=True, answer="Cô Lan nhà số 12 đã xác nhận.")
    report = actions.take_step(asked.report, "resolve", by=hoa, note="Xong.")
    erasure.erase_report(report, rule="request")
    asked = PartnerRequest.objects.get()
    assert (asked.question, asked.answer) == ("", "")
    assert report.events.get(step="partner_answers").note == ""
    assert "số 12" not in str([*report.events.values_list("note", flat=True)])


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_recall_at_once_are_one_or_the_other(asked, hoa):
    outcomes = []

    def run(deed):
        try:
            deed()
            outcomes.append("done")
        except StepRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    deeds = [
        lambda: actions.partner_answers(asked, is_done=True, answer=ANSWER),
        lambda: actions.take_step(asked.report, "recall", by=hoa, note="Tự làm."),
    ]
    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert PartnerRequest.objects.get().standing in {"answered", "recalled"}
