"""Hoa outside with a phone: her list, one report, what she does there, and nobody else's."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.reports import actions
from services.reports.models import Report
from services.reports.workflow import State
from tests.people import agency_of, commune_named
from tests.pictures import a_photo
from tests.services.reports.factories import CategoryFactory, ReportFactory

FIELD = "/quan-tri/thuc-dia/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def phone(client, hoa):
    client.force_login(hoa)
    return client


def page_of(report) -> str:
    return f"{FIELD}{report.reference}/"


def send(client, report, name, **more):
    told = {"name": name, "key": str(uuid.uuid4())} | more
    return client.post(f"{page_of(report)}gui/", told, **AS_SCRIPT)


def elsewhere(**facts):
    commune = commune_named("31510", "Phường Phú Lợi")
    return ReportFactory(commune=commune, agency=agency_of(commune, "H13.31510"), **facts)


def listed(client, **asked) -> list[str]:
    return [row["reference"] for row in client.get(FIELD, asked).context["rows"]]


class TestList:
    def test_it_is_what_her_agency_has_in_hand_soonest_due_first(self, phone):
        late = ReportFactory(received=True, overdue=True)
        soon = ReportFactory(in_progress=True)
        for other in ("submitted", "waiting", "resolved"):
            ReportFactory(**{other: True} if other != "submitted" else {})
        elsewhere(received=True)
        assert listed(phone) == [late.reference, soon.reference]

    def test_what_is_hers_comes_alone_until_she_asks_for_all(self, phone, hoa):
        hers = ReportFactory(assigned=True, assignee=hoa)
        other = ReportFactory(received=True)
        assert listed(phone) == [hers.reference]
        assert set(listed(phone, xem="tat-ca")) == {hers.reference, other.reference}

    def test_a_long_list_asks_no_more_than_a_short_one(self, phone, django_assert_num_queries):
        category = CategoryFactory(needs_pair=True)
        ReportFactory(received=True, category=category, with_photos=True)
        phone.get(FIELD)
        with CaptureQueriesContext(connection) as short:
            phone.get(FIELD)
        ReportFactory.create_batch(12, received=True, category=category, with_photos=True)
        with django_assert_num_queries(len(short)):
            assert len(listed(phone)) == 13

    def test_the_phone_is_told_nobodys_name_or_number(self, phone, hoa):
        words = "Đèn hư, gọi tôi 0912345678 nhé bà con."
        report = ReportFactory(received=True, description=words)
        answer = phone.get(f"{FIELD}du-lieu/")
        told = answer.content.decode()
        assert answer.json()["user"] == str(hoa.pk)
        assert report.reference in told
        for secret in ("0912345678", "+84912345678", "lan@example.vn", "Trần Thị Lan"):
            assert secret not in told
        assert "no-store" in answer["Cache-Control"]


class TestOthers:
    def test_elsewhere_does_not_exist(self, phone):
        theirs = elsewhere(received=True)
        assert phone.get(page_of(theirs)).status_code == 404
        assert send(phone, theirs, "start").status_code == 404
        assert theirs.reference not in phone.get(f"{FIELD}du-lieu/").content.decode()
        assert Report.objects.get().state == State.RECEIVED

    def test_who_handles_no_reports_has_no_list(self, client, tam, kiem, lan):
        report = ReportFactory(received=True)
        for stranger in (tam, kiem, lan):
            client.force_login(stranger)
            for address in (FIELD, f"{FIELD}du-lieu/", f"{FIELD}sw.js", page_of(report)):
                assert client.get(address).status_code in {302, 403, 404}
            assert send(client, report, "start").status_code in {302, 404}
        assert Report.objects.get().state == State.RECEIVED


class TestWorker:
    def test_it_holds_an_empty_frame_and_nothing_of_any_report(self, phone, hoa):
        report = ReportFactory(received=True)
        script = phone.get(f"{FIELD}sw.js")
        assert script["Content-Type"].startswith("text/javascript")
        told = script.content.decode()
        assert "Nearest" not in told  # In the language of the desk.
        for secret in (report.reference, hoa.name, hoa.email, "csrfmiddlewaretoken"):
            assert secret not in told.replace("{ csrfmiddlewaretoken: token", "")


class TestActing:
    def test_a_script_is_answered_in_its_own_way(self, phone):
        report = ReportFactory(received=True)
        answer = send(phone, report, "start")
        assert answer.json() == {"reference": report.reference, "state": "in_progress"}

    def test_sent_again_it_is_one(self, phone):
        report, key = ReportFactory(received=True), str(uuid.uuid4())
        photo = SimpleUploadedFile("den.jpg", a_photo(64, 48), "image/jpeg")
        for _ in range(2):
            photo.seek(0)
            assert send(phone, report, "arrived", key=key, photos=photo).status_code == 200
        assert report.events.count() == report.photos.count() == 1

    def test_somebody_quicker_is_told_in_a_sentence(self, phone, hoa, ha):
        report = ReportFactory(received=True)
        actions.add_note(report, by=hoa, note="Đi xem.")
        seen = Report.objects.get().head
        actions.take_step(report, "start", by=ha)
        answer = send(phone, report, "arrived", seen=seen)
        assert answer.status_code == 409
        assert ha.name in answer.json()["detail"]

    @pytest.mark.parametrize("wrong", [{"name": "decline"}, {"name": ""}, {"note": "a" * 2001}])
    def test_nonsense_is_refused_in_a_sentence(self, phone, wrong):
        report = ReportFactory(received=True)
        answer = send(phone, report, **{"name": "start"} | wrong)
        assert answer.status_code == 422
        assert answer.json()["detail"]

    @pytest.mark.parametrize("wrong", [{"metres": "-3"}, {"metres": "xa"}, {"done_at": "hôm qua"}])
    def test_what_the_phone_adds_is_left_out_when_it_is_nonsense(self, phone, wrong):
        report = ReportFactory(received=True)
        assert send(phone, report, "arrived", **wrong).status_code == 200
        assert report.events.get().details == {}

    def test_without_scripts_the_page_is_a_form(self, phone):
        report = ReportFactory(received=True)
        page = phone.get(page_of(report))
        assert page.context["possible"] == ["arrived", "start", "ask"]
        told = {"name": "ask", "key": str(uuid.uuid4()), "note": ""}
        refused = phone.post(f"{page_of(report)}gui/", told)
        assert refused.status_code == 409
        assert "ghi chú" in refused.content.decode()
        done = phone.post(f"{page_of(report)}gui/", told | {"note": "Trụ số mấy ạ?"})
        assert done.url == FIELD

    def test_the_pair_is_asked_for_here_and_at_the_desk(self, phone):
        report = ReportFactory(in_progress=True, category=CategoryFactory(needs_pair=True))
        assert "Đã đến nơi" in phone.get(page_of(report)).context["row"]["pair"]
        desk = f"/quan-tri/phan-anh/{report.reference}/buoc/"
        for answer in (
            send(phone, report, "resolve", note="Xong."),
            phone.post(desk, {"step": "resolve", "note": "Xong."}),
        ):
            assert answer.status_code == 409
        assert Report.objects.get().state == State.IN_PROGRESS
