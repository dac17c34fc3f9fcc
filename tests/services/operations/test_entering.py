"""Hoa enters what a caller tells her: kept once, with its source, and read back by letters."""

import re
import uuid

import pytest

from portal.common.moments import now
from portal.common.references import ALPHABET
from services.notifications.models import Message
from services.operations.entering.spelling import WORDS, spelled
from services.reports import actions, history
from services.reports.models import Follow, Report
from services.reports.own import FRESH_FOR
from tests.services.reports.factories import CategoryFactory, ReportFactory

ENTER = "/quan-tri/phan-anh/nhap/"
PHONE = "0912 345 678"


@pytest.fixture
def lamp(soc_trang_office, phu_loi_office):
    return CategoryFactory()


@pytest.fixture
def desk(client, hoa, lamp):
    """A browser at which Hoa is signed in, with a headset."""
    client.force_login(hoa)
    return client


def told(**facts) -> dict:
    return {
        "source": "phone",
        "description": "Đèn đường trước cổng chợ hư ba đêm nay, tối thui.",
        "category": "CS01",
        "commune": "Phường Sóc Trăng",
        "address": "Đường Hai Bà Trưng",
        "contact_name": "Trần Thị Lan",
        "contact_phone": PHONE,
        "submission_key": str(uuid.uuid4()),
    } | facts


def receipt_of(report) -> str:
    return f"{ENTER}{report.reference}/"


class TestSaving:
    def test_it_keeps_the_source_and_who_wrote_it_down(self, desk, hoa):
        answer = desk.post(ENTER, told())
        report = Report.objects.get()
        assert answer.url == receipt_of(report)
        assert (report.source, report.entered_by, report.reporter) == ("phone", hoa, None)
        assert report.contact_phone == "+84912345678"
        submit, entered = report.events.order_by("pk")
        assert (submit.step, submit.by, submit.details["source"]) == ("submit", None, "phone")
        assert (entered.step, entered.by, entered.is_public) == ("entered", hoa, False)
        assert history.breaks(report, [submit, entered]) == []

    def test_a_double_press_is_one_report_with_the_same_codes(self, desk):
        asked = told()
        first, second = desk.post(ENTER, asked), desk.post(ENTER, asked)
        assert first.url == second.url
        assert Report.objects.count() == 1
        pages = [desk.get(first.url).context["code"] for _ in range(2)]
        assert pages[0] == pages[1]

    def test_the_codes_open_the_report(self, desk):
        receipt = desk.get(desk.post(ENTER, told()).url)
        assert Report.objects.get().is_claimed_by(receipt.context["code"])
        words = receipt.content.decode()
        assert "Phương" in words  # P of PA, as one says it.

    def test_what_is_missing_is_said_and_nothing_is_lost(self, desk):
        answer = desk.post(ENTER, told(commune="Xứ Không Có", description=""))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Xứ Không Có" in page
        assert "Đường Hai Bà Trưng" in page
        assert not Report.objects.exists()

    def test_a_pasted_point_becomes_the_pin(self, desk):
        desk.post(ENTER, told(pin="Vị trí: 9.60290, 105.97390"))
        report = Report.objects.get()
        assert (report.lat, report.lon) == (9.6029, 105.9739)

    @pytest.mark.parametrize("pin", ["trước chợ", "21.02850, 105.85420", "9.6"])
    def test_a_point_that_is_none_is_refused_with_a_sentence(self, desk, pin):
        answer = desk.post(ENTER, told(pin=pin))
        assert answer.status_code == 422
        assert answer.context["form"].errors["pin"]

    def test_the_questions_of_the_kind_are_asked(self, desk, lamp):
        question = {"code": "POLE", "type": "string", "required": True, "label": "Số trụ"}
        lamp.questions = [question]
        lamp.save()
        answer = desk.post(ENTER, told())
        assert answer.status_code == 422
        assert "Số trụ" in answer.content.decode()
        desk.post(ENTER, told(q_POLE="T-17"))
        assert Report.objects.get().answers == [
            {"code": "POLE", "label": "Số trụ", "answer": "T-17"}
        ]

    def test_the_sender_and_everyone_else_do_not_read_who_entered_it(self, desk, client, hoa):
        desk.post(ENTER, told())
        report = Report.objects.get()
        actions.take_step(report, "receive", by=hoa)
        client.logout()
        assert hoa.name not in client.get(report.get_absolute_url()).content.decode()

    def test_she_is_told_by_sms(self, desk, settings):
        settings.HAS_SMS = True
        receipt = desk.get(desk.post(ENTER, told()).url)
        assert Message.objects.get().channel == "sms"
        assert receipt.context["is_texted"]
        assert receipt.context["code"] not in str(Message.objects.values())


class TestElsewhere:
    def test_it_goes_to_the_other_office_and_the_receipt_shows_all_the_same(self, desk, dung):
        answer = desk.post(ENTER, told(commune="Phường Phú Lợi"))
        report = Report.objects.get()
        assert report.agency.code == "H13.31510"
        assert desk.get(answer.url).status_code == 200
        assert desk.get(f"/quan-tri/phan-anh/{report.reference}/").status_code == 404

    def test_nobody_else_gets_the_receipt(self, desk, client, dung, tam):
        report = Report.objects.get(pk=entered_now(desk))
        for other in (dung, tam):
            client.force_login(other)
            assert client.get(receipt_of(report)).status_code == 404
            assert client.get(f"{receipt_of(report)}phieu/").status_code == 404

    def test_the_code_is_shown_for_minutes_and_the_receipt_for_a_day(self, desk):
        report = Report.objects.get(pk=entered_now(desk))
        assert desk.get(f"{receipt_of(report)}phieu/").status_code == 200
        Report.objects.update(created_at=now() - FRESH_FOR)
        assert desk.get(receipt_of(report)).context["code"] == ""
        assert desk.get(f"{receipt_of(report)}phieu/").status_code == 404
        Report.objects.update(created_at=now() - 100 * FRESH_FOR)
        assert desk.get(receipt_of(report)).status_code == 404


def entered_now(desk) -> int:
    desk.post(ENTER, told())
    return Report.objects.get().pk


class TestWho:
    def test_the_counter_enters_too_and_finds_it_in_the_menu(self, client, tam, lamp):
        client.force_login(tam)
        client.post(ENTER, told(source="counter"))
        assert Report.objects.get().source == "counter"
        assert ENTER in client.get("/quan-tri/").content.decode()

    def test_others_do_not(self, client, kiem, lan, lamp):
        for stranger in (kiem, lan):
            client.force_login(stranger)
            client.post(ENTER, told())
            client.post(f"{ENTER}goi-y/", told())
        assert not Report.objects.exists()

    def test_the_portals_own_form_is_no_call(self, desk, lan, soc_trang, lamp):
        answer = desk.post(ENTER, told(source="web"))
        assert answer.status_code == 422


class TestHints:
    def test_words_suggest_a_kind_and_nothing_is_stored(self, desk):
        page = desk.post(f"{ENTER}goi-y/", told(category="", commune=""))
        assert [kind.code for kind in page.context["suggested"]] == ["CS01"]
        assert not Report.objects.exists()

    def test_danger_comes_with_the_words_to_say(self, desk, lamp):
        lamp.is_emergency = True
        lamp.save()
        page = desk.post(f"{ENTER}goi-y/", told()).content.decode()
        assert re.search("113.*114.*115", page, re.DOTALL)

    def test_what_is_reported_already_is_shown(self, desk, soc_trang):
        known = ReportFactory(received=True)
        page = desk.post(f"{ENTER}goi-y/", told())
        assert [one.report for one in page.context["similar"]] == [known]

    def test_without_scripts_the_same_screen_shows_it(self, desk):
        known = ReportFactory(received=True)
        page = desk.post(ENTER, told(hints="1"))
        assert [one.report for one in page.context["similar"]] == [known]
        assert page.context["form"].errors == {}
        chosen = desk.post(ENTER, told(category="", use_kind="CS01"))
        assert chosen.context["form"].kind.code == "CS01"
        assert Report.objects.count() == 1


class TestJoining:
    def test_the_caller_is_added_to_what_is_there(self, desk, soc_trang):
        known = ReportFactory(received=True)
        answer = desk.post(ENTER, told(join=known.reference), follow=True)
        assert Report.objects.count() == 1
        assert Follow.objects.get().phone == "+84912345678"
        assert known.reference in answer.content.decode()

    def test_without_a_number_she_is_asked_for_one(self, desk):
        known = ReportFactory(received=True)
        answer = desk.post(ENTER, told(join=known.reference, contact_phone=""))
        assert answer.status_code == 422
        assert answer.context["form"].errors["contact_phone"]

    def test_what_is_not_public_cannot_be_joined(self, desk):
        hidden = ReportFactory(private=True, received=True)
        assert desk.post(ENTER, told(join=hidden.reference)).status_code == 404


def test_every_symbol_of_our_codes_has_a_word():
    assert set(WORDS) == set(ALPHABET)
    assert [one["word"] for one in spelled("PA-2C")[1]] == ["hai", "Cường"]


def test_the_desk_shows_how_it_came_and_who_wrote_it(desk, hoa, client):
    desk.post(ENTER, told())
    report = Report.objects.get()
    page = desk.get(f"/quan-tri/phan-anh/{report.reference}/")
    values = [row["value"] for row in page.context["facts"]]
    assert report.get_source_display() in values
    assert hoa.name in values
    assert report.get_source_display() in desk.get("/quan-tri/phan-anh/").content.decode()
