"""Lan answers an officer's question by the link in the letter; nobody else's opens, or twice."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection

from portal.common.moments import now
from portal.common.uploads import clean_photos
from portal.common.workflow import StepRefused
from services.notifications import texts
from services.notifications.models import Message
from services.reports import actions, erasure, question_links
from services.reports.models import Photo, Report
from services.reports.question_links import Question, last_question
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.factories import SECRET, ReportFactory
from tests.services.reports.sending import stored_files, upload
from tests.services.reports.test_page import claim

ASKED = "Trụ đèn số mấy?"
ANSWER = "Trụ số 12, cạnh nhà tôi."

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(hoa) -> Report:
    """Hoa asked Lan something."""
    return actions.take_step(ReportFactory(in_progress=True), "ask", by=hoa, note=ASKED)


def link(report: Report) -> str:
    return question_links.path(last_question(report))


def question(report: Report) -> Question:
    return question_links.latest(report)


def photos(count: int = 1):
    return clean_photos([upload(a_photo()) for _n in range(count)])


class TestTheLetter:
    def test_it_leads_to_the_form_and_says_until_when(self, client, asked):
        message = Message.objects.get(kind="reports/ask")
        letter = texts.render(message.kind, message.facts, message.language)
        [path] = re.findall(r"http://127\.0\.0\.1:8000(/phan-anh/hoi/\S+/)", letter.body)
        assert ASKED in client.get(path).content.decode()
        assert ASKED in letter.body
        day = question(asked).until
        assert f"{day:%d/%m/%Y}" in letter.body

    def test_the_link_names_nobody(self, asked):
        token = link(asked).split("/")[-2]
        assert token.split(":")[0] == str(last_question(asked).pk)


class TestTheForm:
    def test_it_shows_the_question_and_the_day_and_nobody(self, client, asked):
        page = client.get(link(asked)).content.decode()
        assert ASKED in page
        assert f"{question(asked).until:%d/%m/%Y}" in page
        assert "data-privacy-notice" in page
        for word in ("Trần Thị Lan", "lan@example.vn", "0912"):
            assert word not in page

    def test_of_a_private_report_it_tells_only_the_code(self, client, hoa):
        report = ReportFactory(in_progress=True, private=True)
        report = actions.take_step(report, "ask", by=hoa, note=ASKED)
        page = client.get(link(report)).content.decode()
        assert report.reference in page
        assert report.category.name not in page

    def test_looking_changes_nothing(self, client, asked):
        for method in (client.get, client.head):
            assert method(link(asked)).status_code == 200
        asked.refresh_from_db()
        assert asked.state == State.WAITING

    def test_her_answer_moves_the_report_on_and_the_clock_runs(self, client, asked):
        address = link(asked)
        answer = client.post(address, {"note": ANSWER, "photos": upload(a_photo())})
        assert answer.url == address
        asked.refresh_from_db()
        assert (asked.state, asked.paused_at) == (State.IN_PROGRESS, None)
        event = asked.events.get(step="supply")
        assert (event.note, event.by, event.is_public) == (ANSWER, None, False)

    def test_her_photos_wait_for_an_officers_look(self, client, asked):
        client.post(link(asked), {"note": ANSWER, "photos": upload(a_photo())})
        photo = asked.photos.get()
        assert (photo.kind, photo.is_shown) == (Photo.Kind.ANSWERED, False)
        page = f"/phan-anh/{asked.reference}/anh/{photo.position}/"
        assert client.get(page).status_code == 404

    def test_six_photos_are_too_many(self, client, asked):
        sent = {"note": ANSWER, "photos": [upload(a_photo()) for _n in range(6)]}
        assert client.post(link(asked), sent).status_code == 422
        assert not Photo.objects.exists()

    def test_an_empty_answer_is_asked_for_again(self, client, asked):
        answer = client.post(link(asked), {"note": " "})
        assert answer.status_code == 422
        assert "Bạn viết câu trả lời trước đã" in answer.content.decode()

    def test_no_file_stays_of_a_refused_answer(self, client, asked, hoa):
        late = question(asked)
        actions.take_step(asked, "resume", by=hoa, note="Cô Lan gọi điện rồi.")
        before = stored_files()
        with pytest.raises(StepRefused):
            actions.answer_question(late, note=ANSWER, photos=photos())
        assert stored_files() == before


class TestAnOldLink:
    def test_sent_twice_it_is_one_answer(self, client, asked):
        address = link(asked)
        client.post(address, {"note": ANSWER})
        again = client.post(address, {"note": ANSWER}, follow=True)
        assert again.status_code == 200
        assert "Cán bộ đã có câu trả lời" in again.content.decode()
        assert asked.events.filter(step="supply").count() == 1

    def test_it_does_not_answer_a_second_question(self, client, asked, hoa):
        first = link(asked)
        client.post(first, {"note": ANSWER})
        actions.take_step(asked, "ask", by=hoa, note="Đường nào?")
        client.post(first, {"note": "Trả lời lần nữa."})
        asked.refresh_from_db()
        assert asked.state == State.WAITING
        assert client.get(link(asked)).status_code == 200

    def test_when_the_work_has_gone_on_it_says_kindly_what_to_do(self, client, asked, hoa):
        actions.take_step(asked, "resume", by=hoa, note="Đã tự tìm ra.")
        late = client.post(link(asked), {"note": ANSWER})
        assert late.status_code == 410
        assert "1022" in late.content.decode()
        assert not asked.events.filter(step="supply").exists()

    def test_of_a_closed_report_it_leads_to_a_new_one(self, client, asked, lan):
        actions.take_step(asked, "withdraw", by=None)
        page = client.get(link(asked))
        assert page.status_code == 410
        assert "/phan-anh/gui/" in page.content.decode()

    def test_after_ninety_days_it_opens_nothing(self, client, asked, monkeypatch):
        long_ago = (now() - timedelta(days=91)).timestamp()
        with monkeypatch.context() as then:
            then.setattr("django.core.signing.time.time", lambda: long_ago)
            address = link(asked)
        assert client.get(address).status_code == 404

    def test_of_another_event_or_made_up_it_opens_nothing(self, client, asked):
        other = asked.events.exclude(step="ask").first() or last_question(asked)
        made_up = signing.TimestampSigner(salt="another").sign(str(other.pk))
        for token in ("abc", made_up, f"{last_question(asked).pk}:1wZyXa:nJ3sPq0vXk2m"):
            answer = client.post(f"/phan-anh/hoi/{token}/", {"note": ANSWER})
            assert answer.status_code == 404
            assert "không còn dùng được" in answer.content.decode()

    def test_who_has_left_is_asked_no_more(self, client, asked):
        address = link(asked)
        erasure.erase_at_wish(asked)
        assert client.get(address).status_code == 404


class TestWithoutContact:
    def test_the_secret_code_shows_the_question_and_takes_photos(self, client, hoa):
        report = ReportFactory(in_progress=True, contact_email="", contact_phone="")
        actions.take_step(report, "ask", by=hoa, note=ASKED)
        claim(client, report)
        page = client.get(report.get_absolute_url()).content.decode()
        assert ASKED in page
        assert f"{question(report).until:%d/%m/%Y}" in page
        sent = {"note": ANSWER, "photos": upload(a_photo())}
        client.post(f"{report.get_absolute_url()}tra-loi/", sent)
        assert report.photos.get().kind == Photo.Kind.ANSWERED
        assert SECRET not in page


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(asked):
    outcomes = []

    def send():
        try:
            actions.answer_question(question(asked), note=ANSWER)
            outcomes.append("kept")
        except StepRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "refused"]
    assert asked.events.filter(step="supply").count() == 1
