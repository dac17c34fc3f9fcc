"""Step by step without scripts: one form, of which the server shows the part that comes next."""

import re
from itertools import pairwise

import pytest
from django.core.management import call_command

from portal.accounts.models import User
from services.reports.models import DraftPhoto, Follow, Photo, Report
from tests.pictures import a_photo
from tests.services.reports.factories import CategoryFactory, ReportFactory
from tests.services.reports.sending import SUBMIT, WORDS, stored_drafts, told, upload

pytestmark = pytest.mark.django_db

WHERE = {"commune": "Phường Sóc Trăng", "address": "Trước cổng chợ"}
POTHOLE = [
    {
        "code": "SIZE",
        "type": "singlevaluelist",
        "required": True,
        "label": "Kích thước ước lượng",
        "values": ["Nhỏ hơn bàn tay", "Lớn hơn 1 m"],
    },
    {"code": "NOTE", "type": "string", "required": False, "label": "Gần gì?"},
]


def at(client, step: str, go: str = "next", **facts):
    """The answer to a press of a button in this step."""
    return client.post(SUBMIT, {"step": step, "go": go, **facts})


def shown(answer) -> str:
    """The one section in sight."""
    page = answer.content.decode()
    sections = re.findall(r'<section data-section="(\w+)"[^>]*?( hidden)?>', page)
    (name,) = [name for name, hidden in sections if not hidden]
    return name


@pytest.fixture
def pothole(lamps):
    return CategoryFactory(code="GT01", name="Ổ gà", keywords="o ga", questions=POTHOLE)


def test_it_begins_with_her_own_words(client, lamps):
    assert shown(client.get(SUBMIT)) == "what"


def test_each_step_leads_to_the_next(client, lamps):
    facts = told()
    steps = ["what", "kind", "details", "where", "who", "check"]
    for here, there in pairwise(steps):
        answer = at(client, here, **facts)
        assert (answer.status_code, shown(answer)) == (200, there)
    assert not Report.objects.exists()


def test_the_last_button_sends_it(client, lamps):
    answer = at(client, "check", "send", **told())
    assert answer.url == Report.objects.get().receipt_url


def test_only_what_was_asked_so_far_must_be_right(client, lamps):
    answer = at(client, "what", description=WORDS, contact_email="lan@", commune="Không Có")
    assert (answer.status_code, shown(answer)) == (200, "kind")
    assert "Lỗi:" not in answer.content.decode()


def test_what_is_wrong_is_said_in_its_step(client, lamps):
    answer = at(client, "what", description="hư")
    assert (answer.status_code, shown(answer)) == (422, "what")
    assert "Bạn viết thêm một chút" in answer.content.decode()


def test_nobody_skips_a_step(client, lamps):
    answer = at(client, "who", description=WORDS)
    assert (answer.status_code, shown(answer)) == (422, "kind")


@pytest.mark.parametrize("here", ["kind", "details", "where", "who", "check"])
def test_the_way_back_asks_nothing(client, lamps, here):
    answer = at(client, here, "back", commune="Không Có")
    assert answer.status_code == 200
    assert "Lỗi:" not in answer.content.decode()


def test_an_answer_is_changed_from_the_last_step(client, lamps):
    answer = at(client, "check", "where", **told())
    assert (answer.status_code, shown(answer)) == (200, "where")


@pytest.mark.parametrize("step", ["nowhere", "\x00", "9" * 500])
def test_a_step_that_is_none_is_the_first(client, lamps, step):
    assert at(client, step, "back").status_code == 200


def test_her_words_suggest_kinds_first(client, categories):
    answer = at(client, "what", description="den duong hu toi thui ba dem nay")
    assert answer.context["suggested"][0].code == "CS01"
    assert 'id="id_suggested_CS01"' in answer.content.decode()


class TestQuestions:
    def test_only_those_of_the_chosen_kind_are_asked(self, client, pothole):
        page = at(client, "kind", description=WORDS, category="CS01").content.decode()
        assert re.search(r'data-questions="GT01"[^>]* disabled hidden', page)
        page = at(client, "kind", description=WORDS, category="GT01").content.decode()
        assert re.search(r'data-questions="GT01"><legend [^>]*>Ổ gà</legend>', page)

    def test_one_that_is_owed_is_named(self, client, pothole):
        answer = at(client, "details", **told(category="GT01"))
        assert (answer.status_code, shown(answer)) == (422, "details")
        assert "câu “Kích thước ước lượng”" in answer.content.decode()

    def test_answers_are_kept_as_they_were_asked(self, client, pothole):
        client.post(SUBMIT, told(category="GT01", q_SIZE="Lớn hơn 1 m", q_NOTE=""))
        (answer,) = Report.objects.get().answers
        assert answer == {
            "code": "SIZE",
            "label": "Kích thước ước lượng",
            "answer": "Lớn hơn 1 m",
        }

    def test_answers_to_another_kind_are_left_out(self, client, pothole):
        client.post(SUBMIT, told(q_SIZE="Lớn hơn 1 m"))
        assert Report.objects.get().answers == []


class TestDanger:
    def test_whom_to_call_comes_before_anything_else(self, client, lamps):
        CategoryFactory(code="CS02", name="Dây điện đứt", is_emergency=True)
        answer = at(client, "kind", description=WORDS, category="CS02")
        page = answer.content.decode()
        assert re.search(r"data-emergency-card>", page)
        assert all(f'href="tel:{number}"' in page for number in (113, 114, 115))
        assert at(client, "check", "send", **told(category="CS02")).status_code == 302

    def test_elsewhere_it_stays_out_of_sight(self, client, lamps):
        page = at(client, "kind", description=WORDS, category="CS01").content.decode()
        assert "data-emergency-card hidden>" in page


class TestPhotos:
    def test_they_wait_between_steps_and_go_with_the_report(self, client, lamps):
        answer = at(client, "details", **told(photos=[upload(a_photo())]))
        (draft,) = DraftPhoto.objects.all()
        assert str(draft.token) in answer.content.decode()
        at(client, "check", "send", **told(draft_photos=[str(draft.token)]))
        assert Report.objects.get().photos.count() == 1
        assert not DraftPhoto.objects.exists()

    def test_they_are_shown_to_whoever_knows_the_token_and_to_no_cache(self, client, lamps):
        at(client, "details", **told(photos=[upload(a_photo())]))
        photo = client.get(f"{SUBMIT}anh/{DraftPhoto.objects.get().token}/")
        assert photo["Content-Type"] == "image/jpeg"
        assert "no-store" in photo["Cache-Control"]
        assert b"".join(photo)
        unknown = f"{SUBMIT}anh/11111111-2222-4333-8444-555555555555/"
        assert client.get(unknown).status_code == 404

    def test_one_is_taken_back(self, client, lamps):
        at(client, "details", **told(photos=[upload(a_photo())]))
        token = str(DraftPhoto.objects.get().token)
        answer = client.post(
            SUBMIT, {"step": "details", "drop": token, "draft_photos": [token]} | told()
        )
        assert (answer.status_code, shown(answer)) == (200, "details")
        assert not DraftPhoto.objects.exists()

    def test_more_than_five_with_those_that_wait_are_too_many(self, client, lamps):
        at(client, "details", **told(photos=[upload(a_photo(8, 8), f"{n}.jpg") for n in range(4)]))
        tokens = [str(token) for token in DraftPhoto.objects.values_list("token", flat=True)]
        more = [upload(a_photo(8, 8), f"{n}.jpg") for n in range(2)]
        answer = client.post(SUBMIT, told(photos=more, draft_photos=tokens))
        assert answer.status_code == 422
        assert "5 ảnh" in answer.content.decode()

    @pytest.mark.parametrize("token", ["", "khong phai", "\x00", "9" * 400])
    def test_a_token_that_is_none_is_left_out(self, client, lamps, token):
        assert client.post(SUBMIT, told(draft_photos=[token])).status_code == 302
        assert not Photo.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_after_a_day_they_are_gone_from_the_disk_too(self, client, lamps, time_machine):
        time_machine.move_to("2026-11-23T08:00:00+07:00", tick=False)
        before = stored_drafts()
        at(client, "details", **told(photos=[upload(a_photo())]))
        assert len(stored_drafts() - before) == 1
        time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)
        call_command("retain", verbosity=0)
        assert not DraftPhoto.objects.exists()
        assert stored_drafts() == before


class TestReportedAlready:
    @pytest.fixture
    def known(self, lamps):
        return ReportFactory(received=True, address="Trước cổng chợ", lat=None, lon=None)

    def test_what_may_be_the_same_is_shown(self, client, known):
        answer = at(client, "where", **told(**WHERE))
        assert shown(answer) == "similar"
        assert f'value="{known.reference}"' in answer.content.decode()

    def test_where_there_is_none_the_step_is_passed_by(self, client, lamps):
        assert shown(at(client, "where", **told(**WHERE))) == "who"
        assert shown(at(client, "who", "back", **told(**WHERE))) == "where"

    def test_she_joins_it_with_her_photo(self, client, known, lan):
        client.force_login(lan)
        facts = told(**WHERE, follows=known.reference, photos=[upload(a_photo())])
        answer = at(client, "check", "send", **facts)
        assert answer.url == known.get_absolute_url()
        assert Report.objects.count() == 1
        assert known.photos.get().is_shown is False
        assert Follow.objects.get().user == lan

    def test_what_was_closed_meanwhile_is_no_longer_joined(self, client, known):
        Report.objects.filter(pk=known.pk).update(is_private=True, is_listed=False)
        answer = at(client, "check", "send", **told(**WHERE, follows=known.reference))
        assert answer.status_code == 422
        assert "không còn mở" in answer.content.decode()


class TestWho:
    def test_anonymous_is_the_first_choice(self, client, lamps):
        page = client.get(SUBMIT).content.decode()
        assert re.search(r'name="who" value="anonymous"[^>]* checked', page)

    def test_who_stays_anonymous_leaves_nothing_behind(self, client, lamps, lan):
        client.force_login(lan)
        reach = {"contact_name": "Lan", "contact_email": "lan@example.vn"}
        client.post(SUBMIT, told(who="anonymous", **reach))
        report = Report.objects.get()
        assert (report.reporter, report.contact_name, report.contact_email) == (None, "", "")
        assert User.objects.filter(pk=lan.pk).exists()


class TestLookingItOver:
    def test_every_answer_is_read_back(self, client, lamps):
        facts = told(**WHERE, who="named", contact_phone="0912 345 678")
        page = at(client, "who", **facts).content.decode()
        assert all(said in page for said in ("Trước cổng chợ, Phường Sóc Trăng", "0912 345 678"))
        assert 'name="go" value="where" data-step="where"' in page

    def test_it_promises_a_day(self, client, lamps, time_machine):
        call_command("load_calendar", verbosity=0)
        time_machine.move_to("2026-11-20T10:00:00+07:00", tick=False)
        page = at(client, "who", **told()).content.decode()
        assert "Hẹn trả lời trước <strong>30/11/2026</strong> (5 ngày làm việc)" in page

    def test_personal_details_are_pointed_out(self, client, lamps):
        words = f"{WORDS} Gọi 0912 345 678 nhé."
        page = at(client, "who", **told(description=words)).content.decode()
        assert "<mark>0912 345 678</mark>" in page
        assert "chúng tôi sẽ che khi công khai" in page

    def test_where_there_are_none_nothing_is_said(self, client, lamps):
        assert "<mark>" not in at(client, "who", **told()).content.decode()


class TestPeeking:
    """What a script asks ahead: the same parts, drawn by the same templates."""

    def test_kinds_for_the_words_so_far(self, client, categories):
        answer = client.post(SUBMIT, {"peek": "kind", "description": "den duong hu toi thui"})
        assert 'value="CS01"' in answer.content.decode()
        assert "<section" not in answer.content.decode()

    def test_what_may_be_the_same_or_nothing(self, client, lamps):
        facts = told(**WHERE, peek="similar")
        assert client.post(SUBMIT, facts).content.strip() == b""
        known = ReportFactory(received=True, address="Trước cổng chợ", lat=None, lon=None)
        assert known.reference in client.post(SUBMIT, facts).content.decode()

    def test_the_answers_with_as_many_photos_as_wait_in_the_browser(self, client, lamps):
        page = client.post(SUBMIT, told(peek="check", photo_count="3")).content.decode()
        assert "3 ảnh" in page

    @pytest.mark.parametrize("part", ["similar", "check"])
    def test_what_is_wrong_is_left_to_the_page(self, client, lamps, part):
        assert client.post(SUBMIT, told(commune="", peek=part)).status_code == 422

    @pytest.mark.parametrize("part", ["", "all", "\x00"])
    def test_another_part_there_is_not(self, client, lamps, part):
        assert client.post(SUBMIT, told(peek=part)).status_code == 422
