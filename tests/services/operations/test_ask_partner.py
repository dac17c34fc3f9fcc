"""Hoa asks the power company from a report's page, and finds there what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.common.moments import now, today, travel_to
from services.reports import actions, partner_links
from services.reports.models import Partner, PartnerRequest, Photo, Report
from services.reports.workflow import State
from tests.pictures import a_photo
from tests.services.reports.asking import QUESTION, TOLD, ask, in_days, power_company
from tests.services.reports.factories import ReportFactory
from tests.services.reports.sending import upload

ANSWER = "Đã thay cầu chì."

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, hoa):
    """A browser at which Hoa is signed in."""
    client.force_login(hoa)
    return client


def page_of(report) -> str:
    return f"/quan-tri/phan-anh/{report.reference}/"


def read(client, report) -> str:
    return client.get(page_of(report)).content.decode()


def send(client, report, **told):
    facts = {"question": QUESTION, "due_on": in_days(3).isoformat(), "note": TOLD} | told
    sent = {f"partner-{name}": value for name, value in facts.items()}
    return client.post(f"{page_of(report)}phoi-hop/", sent)


class TestAsking:
    def test_one_of_the_list(self, desk):
        report, power = ReportFactory(in_progress=True), power_company()
        assert send(desk, report, partner=power.pk).status_code == 302
        asked = PartnerRequest.objects.get()
        assert (asked.partner, asked.name, asked.email) == (power, power.name, power.email)
        page = read(desk, report)
        for said in (power.name, power.phone, QUESTION, "Đang chờ trả lời", "Nguyễn Thị Hoa"):
            assert said in page

    def test_another_by_name_and_address(self, desk):
        report = ReportFactory(in_progress=True)
        send(desk, report, name="Cấp nước Sóc Trăng", email="nuoc@example.vn")
        assert PartnerRequest.objects.get().name == "Cấp nước Sóc Trăng"

    def test_who_is_not_offered_cannot_be_chosen(self, desk):
        gone = power_company(is_active=False)
        assert send(desk, ReportFactory(in_progress=True), partner=gone.pk).status_code == 422

    @pytest.mark.parametrize(
        "told",
        [
            {},
            {"name": "Điện lực"},
            {"name": "Điện lực", "email": "không phải"},
            {"name": "Điện lực", "email": "a@example.vn\nBcc: b@example.vn"},
            {"name": "Điện lực", "email": "a@example.vn", "question": " "},
            {"name": "Điện lực", "email": "a@example.vn", "note": ""},
            {"name": "Điện lực", "email": "a@example.vn", "due_on": "mai"},
        ],
    )
    def test_what_is_missing_or_wrong_is_asked_for_and_words_are_kept(self, desk, told):
        answer = send(desk, ReportFactory(in_progress=True), **told)
        assert answer.status_code == 422
        assert not PartnerRequest.objects.exists()
        assert TOLD in answer.content.decode() or "note" in told

    def test_a_day_off_is_refused_with_a_sentence(self, desk):
        report, power = ReportFactory(in_progress=True), power_company()
        sunday = today() + timedelta(days=6 - today().weekday() or 7)
        answer = send(desk, report, partner=power.pk, due_on=sunday.isoformat())
        assert answer.status_code == 409
        assert "ngày làm việc" in answer.content.decode()

    def test_when_it_cannot_be_asked_any_more_a_sentence_says_so(self, desk):
        answer = send(desk, ReportFactory(resolved=True), partner=power_company().pk)
        assert answer.status_code == 302
        assert not PartnerRequest.objects.exists()

    def test_dung_finds_no_such_report(self, client, dung):
        client.force_login(dung)
        report = ReportFactory(in_progress=True)
        assert send(client, report, partner=power_company().pk).status_code == 404
        assert not PartnerRequest.objects.exists()

    def test_an_auditor_asks_nobody(self, client, minh, soc_trang_office):
        join(minh, soc_trang_office, Role.AUDITOR)
        client.force_login(minh)
        report = ReportFactory(in_progress=True)
        send(client, report, partner=power_company().pk)
        assert not PartnerRequest.objects.exists()
        assert "partner-question" not in read(client, report)


class TestWhatBecameOfIt:
    def test_lateness_shows(self, desk, hoa):
        asked = ask(hoa)
        with travel_to(now() + timedelta(days=14)):
            assert "Trễ hạn" in read(desk, asked.report)

    def test_answer_and_photos_wait_for_her_look(self, desk, hoa, client):
        asked = ask(hoa)
        sent = {"outcome": "done", "answer": ANSWER, "after": upload(a_photo())}
        client.post(partner_links.path(asked), sent)
        page = read(desk, asked.report)
        for said in (ANSWER, "Đã trả lời", "Đơn vị phối hợp gửi: sau khi làm", "cho-xem/"):
            assert said in page
        photo = Photo.objects.get()
        desk.post(f"{page_of(asked.report)}anh/{photo.position}/cho-xem/")
        assert Photo.objects.get().is_shown

    def test_she_goes_on_without_it(self, desk, hoa):
        asked = ask(hoa)
        desk.post(f"{page_of(asked.report)}buoc/", {"step": "recall", "note": "Tự làm."})
        assert Report.objects.get().state == State.IN_PROGRESS
        assert "Đã rút lại" in read(desk, asked.report)

    def test_the_page_asks_the_same_few_questions(self, desk, hoa, django_assert_max_num_queries):
        report = ReportFactory(in_progress=True)
        for _n in range(6):
            ask(hoa, report)
            actions.take_step(report, "recall", by=hoa, note="Tự làm.")
        desk.get(page_of(report))
        with django_assert_max_num_queries(30):
            desk.get(page_of(report))


class TestTheQuestionToTheResident:
    def test_she_sees_when_it_will_be_closed(self, desk, hoa, settings):
        report = actions.take_step(ReportFactory(in_progress=True), "ask", by=hoa, note="Đâu?")
        page = read(desk, report)
        assert "Tự khép lại nếu chưa trả lời" in page
        assert f"{in_days(settings.REPORT_ANSWER_DAYS):%d/%m/%Y}" in page


class TestTheList:
    def test_who_coordinates_keeps_it(self, client, ha):
        client.force_login(ha)
        told = {"name": "Điện lực Sóc Trăng", "email": "dl@example.vn", "is_active": "on"}
        client.post(reverse("wagtailsnippets_reports_partner:add"), told)
        assert Partner.objects.get().name == "Điện lực Sóc Trăng"
        assert (
            "Điện lực Sóc Trăng"
            in client.get(reverse("wagtailsnippets_reports_partner:list")).content.decode()
        )

    def test_one_is_found_without_marks(self, client, ha):
        Partner.objects.create(name="Điện lực Sóc Trăng", email="dl@example.vn")
        Partner.objects.create(name="Cấp nước Sóc Trăng", email="cn@example.vn")
        assert [one.name for one in Partner.objects.search("dien SOC")] == ["Điện lực Sóc Trăng"]
        client.force_login(ha)
        found = client.get(reverse("wagtailsnippets_reports_partner:list"), {"q": "cap nuoc"})
        assert "Cấp nước Sóc Trăng" in found.content.decode()
        assert "Điện lực" not in found.content.decode()

    def test_hoa_does_not(self, desk):
        assert desk.get(reverse("wagtailsnippets_reports_partner:list")).status_code in {
            302,
            403,
            404,
        }
