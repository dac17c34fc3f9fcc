"""Lan tells us about the lamp: in the form or not, once or twice, and it is stored whole."""

import io
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from PIL import Image

from portal.accounts.models import Agency
from portal.common.uploads import clean_photos
from services.notifications.models import Channel, Message
from services.reports import actions
from services.reports.doors import REPORTS_AN_HOUR
from services.reports.models import Category, Report
from services.reports.workflow import State
from tests.pictures import a_photo, with_gps
from tests.services.reports.sending import SUBMIT, WORDS, stored, stored_files, told, upload

pytestmark = pytest.mark.django_db


def test_the_form_is_open_to_everyone(client, lamps):
    page = client.get(SUBMIT)
    assert page.status_code == 200
    assert "Gửi phản ánh" in page.content.decode()


def test_what_is_known_of_a_signed_in_resident_is_filled_in(client, lamps, lan):
    client.force_login(lan)
    page = client.get(SUBMIT).content.decode()
    assert 'value="Trần Thị Lan"' in page
    assert 'value="lan@example.vn"' in page


def test_lan_sends_a_report_and_has_her_codes(client, lamps, soc_trang_office):
    answer = client.post(SUBMIT, told(contact_email="lan@example.vn", address="Chợ"), follow=True)
    report = Report.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/phan-anh/{report.reference}/bien-nhan/"
    assert "Đã nhận phản ánh của bạn" in page
    assert report.reference in page
    assert report.is_claimed_by(answer.context["code"])
    assert answer.context["code"] in page
    assert (report.state, report.agency) == (State.SUBMITTED, soc_trang_office)
    assert [event.step for event in report.events.all()] == ["submit"]
    assert Message.objects.get().kind == "reports/received"


def test_the_receipt_is_for_its_sender_alone(client, lamps, minh):
    client.post(SUBMIT, told())
    address = Report.objects.get().receipt_url
    client.logout()
    assert client.get(address).status_code == 404
    client.force_login(minh)
    assert client.get(address).status_code == 404


def test_no_session_keeps_the_secret_code(client, lamps):
    code = client.post(SUBMIT, told(), follow=True).context["code"]
    assert code not in str(dict(client.session))


def test_it_is_due_by_its_category_in_working_days(client, lamps):
    call_command("load_calendar", verbosity=0)
    with time_machine.travel("2026-11-20T10:00:00+07:00", tick=False):
        client.post(SUBMIT, told())
    due = Report.objects.get().due_at  # Five working days, and Tuesday 24 is a holiday.
    assert due.isoformat() == "2026-11-30T10:00:00+00:00"


def test_where_a_commune_has_no_committee_the_city_takes_it(client, lamps, phu_loi):
    city = Agency.objects.create(code="H13", name="UBND thành phố Cần Thơ", kind="city")
    client.post(SUBMIT, told(commune="Phường Phú Lợi"))
    assert Report.objects.get().agency == city


def test_some_kinds_are_private_from_the_start(client, lamps):
    client.post(SUBMIT, told(category="AN02"))
    assert Report.objects.get().is_private


def test_a_kind_no_longer_offered_is_not_taken(client, lamps):
    Category.objects.filter(code="CS01").update(is_active=False)
    assert client.post(SUBMIT, told()).status_code == 422


def test_it_is_stored_as_one_writes_vietnamese(client, lamps):
    client.post(SUBMIT, told(description="  De\u0300n ho\u031b\u0309ng \r\n\r\n\r\n tối thui  "))
    assert Report.objects.get().description == "Dèn hởng\n\ntối thui"


def test_signed_in_it_is_hers_and_she_is_written_to(client, lamps, lan):
    client.force_login(lan)
    client.post(SUBMIT, told(contact_email="lan@example.vn"))
    report = Report.objects.get()
    assert report.reporter == lan
    assert {message.user for message in Message.objects.all()} == {lan}
    assert report.events.get().by == lan


def test_who_clears_her_address_wants_no_letters(client, lamps, lan):
    client.force_login(lan)
    client.post(SUBMIT, told(contact_email=""))
    assert Message.objects.get().channel == Channel.INBOX


def test_in_english_the_letters_are_english(client, lamps):
    answer = client.post("/en" + SUBMIT, told(contact_email="lan@example.vn"))
    assert answer.url.startswith("/en/phan-anh/")
    assert Message.objects.get().language == "en"


def test_photos_are_stored_clean(client, lamps):
    photos = [upload(with_gps()), upload(a_photo(), "anh.png")]
    client.post(SUBMIT, told(photos=photos))
    first, second = Report.objects.get().photos.all()
    assert (first.position, second.position) == (0, 1)
    assert not Image.open(io.BytesIO(stored(first))).getexif()
    assert b"GPS" not in stored(first)
    assert "IMG_2041" not in first.image.name


class TestTwice:
    """A second press, a bad signal, a page gone back to."""

    def test_pressed_twice_it_is_one_report_with_one_code(self, client, lamps):
        facts = told(submission_key=str(uuid.uuid4()), contact_email="lan@example.vn")
        first = client.post(SUBMIT, facts, follow=True)
        second = client.post(SUBMIT, facts, follow=True)
        assert first.redirect_chain == second.redirect_chain
        assert first.context["code"] == second.context["code"] != ""
        assert Report.objects.count() == Message.objects.count() == 1

    def test_the_second_keeps_no_second_photo(self, client, lamps):
        key, before = str(uuid.uuid4()), stored_files()
        for _ in range(2):
            client.post(SUBMIT, told(submission_key=key, photos=[upload(a_photo())]))
        assert len(stored_files() - before) == 1

    def test_what_was_gone_back_to_and_rewritten_is_another_report(self, client, lamps):
        key = str(uuid.uuid4())
        client.post(SUBMIT, told(submission_key=key))
        client.post(SUBMIT, told(submission_key=key, description="Nắp cống trước nhà bị mất."))
        assert Report.objects.count() == 2

    def test_of_two_at_the_very_same_moment_the_first_stays(self, lamps, soc_trang, monkeypatch):
        facts = a_lamp(soc_trang) | {"submission_key": uuid.uuid4()}
        first, code = actions.submit_report(**facts)
        answers = iter([None, first])
        monkeypatch.setattr(actions.submit, "sent_before", lambda report: next(answers))
        assert actions.submit_report(**facts) == (first, code)

    def test_without_a_key_every_report_is_its_own(self, lamps, soc_trang):
        first, code = actions.submit_report(**a_lamp(soc_trang))
        second, other_code = actions.submit_report(**a_lamp(soc_trang))
        assert first != second
        assert code != other_code

    @pytest.mark.parametrize("key", ["", "khong phai khoa", "\x00"])
    def test_a_key_that_is_none_is_replaced(self, client, lamps, key):
        answer = client.post(SUBMIT, told(submission_key=key), follow=True)
        assert Report.objects.get().is_claimed_by(answer.context["code"])


class TestWholeOrNotAtAll:
    def test_when_the_message_fails_nothing_stays(self, lamps, soc_trang, monkeypatch):
        before = stored_files()
        monkeypatch.setattr(actions.submit, "tell", fail)
        with pytest.raises(RuntimeError):
            actions.submit_report(**a_lamp(soc_trang), photos=two_photos())
        assert not Report.objects.exists()
        assert stored_files() == before

    def test_when_the_second_photo_fails_nothing_stays(self, lamps, soc_trang, monkeypatch):
        before, photos = stored_files(), two_photos()
        monkeypatch.setattr(photos[1].content, "chunks", fail)
        with pytest.raises(RuntimeError):
            actions.submit_report(**a_lamp(soc_trang), photos=photos)
        assert not Report.objects.exists()
        assert stored_files() == before

    def test_rolled_back_by_its_caller_it_leaves_no_rows(self, lamps, soc_trang):
        with transaction.atomic():
            actions.submit_report(**a_lamp(soc_trang), contact_email="lan@example.vn")
            transaction.set_rollback(True)
        assert not Report.objects.exists()
        assert not Message.objects.exists()


def test_beyond_the_limit_a_page_says_when_to_come_back(client, lamps):
    for _ in range(REPORTS_AN_HOUR):
        client.post(SUBMIT, {})
    answer = client.post(SUBMIT, told())
    assert answer.status_code == 429
    assert "phút" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    assert not Report.objects.exists()


def a_lamp(commune) -> dict:
    category = Category.objects.get(code="CS01")
    return {"category": category, "description": WORDS, "commune": commune}


def two_photos():
    return clean_photos([SimpleUploadedFile("1.jpg", a_photo()), upload(a_photo())])


def fail(*args, **kwargs):
    raise RuntimeError
