"""Another door, the same stairs: reports for other systems, without a word about who sent them."""

import json
import uuid

import pytest

from portal.common.mentions import MASK
from services.notifications.models import Message
from services.reports import actions
from services.reports.doors import REPORTS_AN_HOUR
from services.reports.models import Category, Photo, Report
from services.reports.workflow import SHOWN, State
from tests.pictures import a_photo, huge_png, with_gps
from tests.services.reports.factories import CategoryFactory, ReportFactory, in_state
from tests.services.reports.sending import WORDS, stored, stored_files, upload

REPORTS = "/api/v1/reports/"
CATEGORIES = "/api/v1/report-categories/"
PERSONAL = ["Trần Thị Lan", "lan@example.vn", "912345678", "contact", "reporter", "claim"]
LAMP = {"category": "CS01", "description": WORDS, "commune": "31507"}

pytestmark = pytest.mark.django_db


def refused(answer, status=400) -> dict:
    """The problem an answer tells of: RFC 9457, in Vietnamese."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    return problem


def sentences(problem: dict) -> dict[str, str]:
    return {error["field"]: error["detail"] for error in problem["errors"]}


class TestReading:
    @pytest.mark.parametrize("state", State)
    def test_the_list_holds_what_an_officer_has_read(self, api, state):
        report = in_state(state)
        found = [row["reference"] for row in api.get(REPORTS).json()["results"]]
        assert found == ([report.reference] if state in SHOWN else [])

    @pytest.mark.parametrize("state", State)
    def test_one_report_tells_its_words_when_its_page_does(self, api, state):
        report = in_state(state, with_photos=True)
        told = api.get(f"{REPORTS}{report.reference}/").json()
        shown = state in SHOWN
        assert (told["description"] != "") == (told["address"] != "") == shown
        assert (told["lat"] is not None) == (len(told["photos"]) == 2) == shown
        assert told["state"] == state

    def test_a_private_one_is_in_neither(self, api, lan):
        report = ReportFactory(private=True, received=True, reporter=lan)
        api.force_login(lan)
        assert api.get(REPORTS).json()["count"] == 0
        refused(api.get(f"{REPORTS}{report.reference}/"), 404)

    def test_nothing_personal_is_told(self, api, lan, hoa):
        report = ReportFactory(reporter=lan, received=True)
        actions.take_step(report, "ask", by=hoa, note="Đèn số mấy?")
        actions.take_step(report, "supply", by=lan, note="Cạnh nhà tôi.")
        for address in (REPORTS, f"{REPORTS}{report.reference}/"):
            told = api.get(address).content.decode()
            assert [word for word in [*PERSONAL, "Cạnh nhà", "Hoa"] if word in told] == []

    def test_the_timeline_is_the_public_one(self, api, hoa):
        report = actions.take_step(ReportFactory(), "receive", by=hoa, note="Sẽ xem ngay.")
        (event,) = api.get(f"{REPORTS}{report.reference}/").json()["timeline"]
        assert (event["title"], event["note"]) == ("Đã tiếp nhận", "Sẽ xem ngay.")

    def test_addresses_are_whole(self, api):
        report = ReportFactory(received=True, with_photos=True)
        told = api.get(f"{REPORTS}{report.reference}/").json()
        assert told["url"] == f"http://testserver/phan-anh/{report.reference}/"
        assert told["photos"][0] == f"http://testserver/phan-anh/{report.reference}/anh/0/"

    def test_answers_are_told_without_numbers_of_people(self, api):
        told = [{"code": "NOTE", "label": "Gần gì?", "answer": "Nhà 0912 345 678"}]
        report = ReportFactory(received=True, answers=told)
        (answer,) = api.get(f"{REPORTS}{report.reference}/").json()["answers"]
        assert answer == told[0] | {"answer": f"Nhà {MASK}"}
        Report.objects.update(state="submitted", is_listed=False)
        assert api.get(f"{REPORTS}{report.reference}/").json()["answers"] == []

    def test_it_is_narrowed(self, api):
        wanted = ReportFactory(resolved=True)
        ReportFactory(received=True)
        asked = "?state=resolved&category=CS01&commune=31507"
        (found,) = api.get(REPORTS + asked).json()["results"]
        assert found["reference"] == wanted.reference

    @pytest.mark.parametrize("asked", ["?state=lost", "?state=submitted", "?commune=123456"])
    def test_a_wrong_choice_is_answered_with_a_sentence(self, api, asked):
        assert sentences(refused(api.get(REPORTS + asked)))

    @pytest.mark.parametrize("reference", ["PA-7K3M-92", "pa-7k3m-92", "PA-0000-00"])
    def test_an_unknown_reference_is_not_found(self, api, reference):
        assert refused(api.get(f"{REPORTS}{reference}/"), 404)["title"] == "Không tìm thấy"

    def test_it_comes_in_pages(self, api):
        ReportFactory.create_batch(25, received=True)
        told = api.get(REPORTS).json()
        assert (told["count"], len(told["results"])) == (25, 20)
        assert len(api.get(REPORTS + "?page_size=100").json()["results"]) == 25
        refused(api.get(REPORTS + "?page=3"), 404)

    @pytest.mark.parametrize("count", [5, 60])
    def test_it_asks_the_same_few_questions(self, api, django_assert_num_queries, count):
        ReportFactory.create_batch(count, received=True, with_photos=True)
        with django_assert_num_queries(3):
            api.get(REPORTS)

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_nobody_changes_a_report_here(self, api, method):
        report = ReportFactory(received=True)
        refused(getattr(api, method)(f"{REPORTS}{report.reference}/"), 405)

    def test_the_categories_are_those_offered(self, api):
        lamp, old = CategoryFactory(), CategoryFactory(code="CS99", is_active=False)
        found = [row["code"] for row in api.get(CATEGORIES).json()["results"]]
        assert found == [lamp.code]
        assert api.get(f"{CATEGORIES}CS01/").json()["group"] == "Chiếu sáng - điện"
        refused(api.get(f"{CATEGORIES}{old.code}/"), 404)


class TestSending:
    @pytest.fixture(autouse=True)
    def portal(self, lamps):
        """A portal that takes reports about lamps."""

    def test_as_json(self, api, soc_trang_office):
        answer = api.post(REPORTS, LAMP | {"contact_email": "lan@example.vn"}, format="json")
        report = Report.objects.get()
        receipt = answer.json()
        assert answer.status_code == 201
        assert receipt["reference"] == report.reference
        assert report.is_claimed_by(receipt["claim_code"])
        assert (report.state, report.agency) == (State.SUBMITTED, soc_trang_office)
        assert Message.objects.get().kind == "reports/received"

    def test_with_photos(self, api):
        photos = [upload(with_gps()), upload(a_photo(), "b.jpg")]
        answer = api.post(REPORTS, LAMP | {"photos": photos}, format="multipart")
        assert answer.status_code == 201
        assert b"GPS" not in stored(Photo.objects.first())
        assert Photo.objects.count() == 2

    def test_with_a_pin(self, api):
        api.post(REPORTS, LAMP | {"lat": 9.6029, "lon": 105.9739}, format="json")
        assert (Report.objects.get().lat, Report.objects.get().lon) == (9.6029, 105.9739)

    def test_with_how_unsure_the_phone_was(self, api):
        pin = {"lat": 9.6029, "lon": 105.9739, "accuracy_m": 12}
        api.post(REPORTS, LAMP | pin, format="json")
        assert Report.objects.get().accuracy_m == 12

    def test_with_answers_to_what_the_kind_asks(self, api):
        flood()
        facts = LAMP | {"category": "TN01", "answers": {"DEPTH": "Đầu gối"}}
        api.post(REPORTS, facts, format="json")
        (answer,) = Report.objects.get().answers
        assert answer == {"code": "DEPTH", "label": "Ngập tới đâu?", "answer": "Đầu gối"}

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            ({}, "answers.DEPTH"),
            ({"DEPTH": "Tới mái"}, "answers.DEPTH"),
            ({"DEPTH": "Đầu gối", "COLOUR": "Nâu"}, "answers"),
            ({"DEPTH": {"a": 1}}, "answers.DEPTH"),
            ("Đầu gối", "answers"),
        ],
    )
    def test_an_answer_that_is_missing_or_wrong_is_named(self, api, answers, field):
        flood()
        facts = LAMP | {"category": "TN01", "answers": answers}
        problem = refused(api.post(REPORTS, facts, format="json"))
        assert any(name.startswith(field) for name in sentences(problem))
        assert not Report.objects.exists()

    def test_twice_under_one_key_it_is_one(self, api):
        facts = LAMP | {"submission_key": str(uuid.uuid4())}
        first, second = (api.post(REPORTS, facts, format="json").json() for _ in range(2))
        assert first == second
        assert Report.objects.count() == 1

    def test_signed_in_it_is_hers_and_she_is_written_to(self, api, lan):
        api.force_login(lan)
        api.post(REPORTS, LAMP, format="json")
        assert Report.objects.get().reporter == lan
        assert Message.objects.get(channel="email").recipient == "lan@example.vn"

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"category": "KHONG"}, "category"),
            ({"category": "CS01\x00"}, "category"),
            ({"category": None}, "category"),
            ({"category": ["CS01"]}, "category"),
            ({"description": ""}, "description"),
            ({"description": "hư đèn"}, "description"),
            ({"description": "đ" * 4001}, "description"),
            ({"description": "đèn hư \x00 rồi đó"}, "description"),
            ({"description": {"a": 1}}, "description"),
            ({"commune": "99999"}, "commune"),
            ({"commune": 31507.5}, "commune"),
            ({"address": "chợ\x07"}, "address"),
            ({"lat": 21.03, "lon": 105.85}, "lat"),
            ({"lat": 9.6}, "lat"),
            ({"lat": "chín", "lon": 105}, "lat"),
            ({"contact_email": "lan@"}, "contact_email"),
            ({"contact_phone": "123"}, "contact_phone"),
            ({"submission_key": "khoa"}, "submission_key"),
        ],
    )
    def test_what_is_wrong_is_named_and_nothing_is_stored(self, api, facts, field):
        problem = refused(api.post(REPORTS, LAMP | facts, format="json"))
        assert field in sentences(problem)
        assert sentences(problem)[field].strip()
        assert not Report.objects.exists()
        assert not Message.objects.exists()

    def test_half_a_character_is_refused(self, api):
        body = json.dumps(LAMP)[:-1] + ', "address": "\\ud800"}'
        problem = refused(api.generic("POST", REPORTS, body, "application/json"))
        assert "ký tự lạ" in str(problem)

    @pytest.mark.parametrize(
        "content",
        [b"<html></html>", huge_png(), b"\xff\xd8\xff cut off"],
        ids=["html", "169 megapixels", "cut off"],
    )
    def test_what_is_no_photo_is_refused(self, api, content):
        before = stored_files()
        facts = LAMP | {"photos": [upload(a_photo()), upload(content)]}
        problem = refused(api.post(REPORTS, facts, format="multipart"))
        assert "Ảnh thứ 2" in str(problem)
        assert not Report.objects.exists()
        assert stored_files() == before

    def test_ten_megabytes_of_text_are_refused_unread(self, api):
        facts = LAMP | {"description": "đèn hư " * 1_300_000}
        refused(api.post(REPORTS, facts, format="json"), 413)

    @pytest.mark.parametrize("body", ["", "[]", "null", "{", '"đèn"', "[" * 100_000])
    def test_what_is_no_object_is_refused(self, api, body):
        refused(api.generic("POST", REPORTS, body, "application/json"))

    def test_beyond_the_limit_it_says_when_to_come_back(self, api):
        for _ in range(REPORTS_AN_HOUR):
            api.post(REPORTS, {}, format="json")
        answer = api.post(REPORTS, LAMP, format="json")
        refused(answer, 429)
        assert int(answer["Retry-After"]) > 0
        assert not Report.objects.exists()

    def test_form_and_api_share_one_allowance(self, api, client):
        for _ in range(REPORTS_AN_HOUR):
            client.post("/phan-anh/gui/", {})
        refused(api.post(REPORTS, LAMP, format="json"), 429)

    def test_a_commune_elsewhere_is_not_served(self, api, phu_loi):
        phu_loi.is_local = False
        phu_loi.save()
        problem = refused(api.post(REPORTS, LAMP | {"commune": "31510"}, format="json"))
        assert "không phục vụ" in sentences(problem)["commune"]

    def test_a_kind_no_longer_offered_is_not_taken(self, api):
        Category.objects.filter(code="CS01").update(is_active=False)
        assert "category" in sentences(refused(api.post(REPORTS, LAMP, format="json")))


def flood() -> None:
    """A kind that asks how deep it is."""
    depth = {"code": "DEPTH", "type": "singlevaluelist", "required": True, "label": "Ngập tới đâu?"}
    depth["values"] = ["Mắt cá chân", "Đầu gối"]
    CategoryFactory(code="TN01", name="Ngập nước", questions=[depth])
